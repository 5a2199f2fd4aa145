package phrase

import (
	"maps"
	"strings"
)

// germanSamples are ways to say the catalogue's intents, beside its own.
const germanSamples = `
count: anzahl, anzahl der fotos, anzahl {query}, wie viele, wie viele bilder, wie viele bilder gibt es, wie viele bilder habe ich, wie viele fotos, wie viele fotos gibt es, wie viele fotos habe ich, wie viele fotos haben wir, wie viele {query}, wie viele fotos {query}, wie viele fotos habe ich {query}
next: weiter, nächste, nächstes, nächstes foto, nächstes bild, das nächste, das nächste foto, das nächste bild, noch eins, noch mehr, was noch, nächste seite, das nächste bitte, mehr, mehr fotos, zeig mehr, zeig mir mehr, weitere fotos
previous: zurück, geh zurück, vorherige, vorheriges, vorheriges foto, vorheriges bild, vorherige seite, das vorherige, das davor
repeat: wiederholen, das wiederholen, wiederhole das, nochmal, noch mal, noch einmal, sag das noch mal, was hast du gesagt
startover: von vorn, von vorne, von anfang an, zurück zum anfang
shuffle: mischen, mische sie
back: zeig mir alle davon, zurück zu den fotos
select: das {position}, das {position} foto, das {position} bild, zeig mir das {position}, zeig mir das {position} foto, zeig mir das {position} bild, öffne das {position} foto, nummer {count}, foto nummer {count}, bild nummer {count}, foto {count}, bild {count}
describe: {aspect} war das, {aspect} ist das, {aspect} wurde das aufgenommen, {aspect} wurde es aufgenommen, {aspect} ist drauf, {aspect} ist darauf, {aspect} ist auf dem foto, {aspect} ist auf dem bild, {aspect} war das {position}, {aspect} wurde das {position} aufgenommen, mit welcher {aspect}, mit welcher {aspect} wurde das aufgenommen, erzähl mir mehr, beschreibe es, beschreib es, beschreibe das foto, einzelheiten
refine: nur {query}, nur die {query}, nur die mit {person}, nur mit {person}, nur aus {place}, nur in {place}
random: überrasch mich, überrasche mich, ein zufälliges foto, ein zufallsfoto
latest: was ist neu, was gibt es neues
onthisday: an diesem tag, erinnerungen, zeig mir erinnerungen
overview: was gibt es, was hast du, was ist da, wer ist auf meinen fotos, welche orte gibt es, welche alben gibt es, welche personen gibt es
yes: ja, ja bitte, gerne, klar
no: nein, nein danke, nö
help: hilfe, hilf mir, was kann ich sagen, was kann ich fragen, was kannst du
helpsearch: hilfe zur suche, hilfe beim suchen, wie suche ich, welche filter gibt es
cancel: abbrechen, vergiss es, egal, schon gut
stop: stopp, ende, beenden, tschüss, danke, vielen dank, das ist alles
send: senden, sende das, teilen, teile das, schick es
launch: hallo, guten tag, guten morgen, guten abend`

// germanCommands are the English ones, and how they are said in German.
func germanCommands() commands {
	c := englishCommands()
	c.samples = germanSamples
	for i, stem := range strings.Fields("erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft") {
		for w := range set(declined(stem)) {
			c.ordinals[w] = i + 1
		}
	}
	for w := range set(declined("letzt")) {
		c.ordinals[w] = -1
	}
	maps.Copy(c.asking, set("welche welcher welches was"))
	maps.Copy(c.aspects, map[string]string{"wann": "when", "wo": "where", "wer": "who", "was": "what", "kamera": "camera", "ort": "where", "tag": "when"})
	return c
}
