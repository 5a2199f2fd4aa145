package phrase

import (
	"maps"
	"strings"
)

// spanishSamples are ways to say the catalogue's intents, beside its own.
const spanishSamples = `
count: cuántas, cuántas fotos, cuántas fotos hay, cuántas fotos tengo, cuántas fotos tenemos, cuántas {query}, cuántos {query}, cuántas fotos {query}, cuántas fotos hay {query}, cuántas fotos tengo {query}
next: siguiente, la siguiente, la siguiente foto, siguiente foto, otra, otra más, otra foto, qué más, siguiente página, más, más fotos, muéstrame más, sigue, continúa
previous: anterior, la anterior, la foto anterior, atrás, vuelve atrás, vuelve, volver
repeat: repite, repetir, repítelo, otra vez, de nuevo, qué has dicho
startover: desde el principio, empieza de nuevo, vuelve al principio
shuffle: mezcla, mézclalas
back: muéstramelas todas, vuelve a las fotos
select: la {position}, la {position} foto, muéstrame la {position}, muéstrame la {position} foto, abre la {position}, abre la {position} foto, número {count}, foto número {count}, foto {count}
describe: {aspect} es, {aspect} es esto, {aspect} fue, {aspect} fue esto, {aspect} fue eso, {aspect} se tomó, {aspect} fue tomada, {aspect} sale, {aspect} sale en la foto, {aspect} hay en la foto, {aspect} se ve en la foto, {aspect} aparece, {aspect} fue la {position}, {aspect} se tomó la {position}, con qué {aspect}, con qué {aspect} se tomó, cuéntame más, descríbela, describe esta foto, detalles
refine: solo {query}, sólo {query}, solo las {query}, sólo las {query}, solo con {person}, solo las de {place}, solo en {place}
random: sorpréndeme, una foto al azar, fotos al azar
latest: qué hay de nuevo
onthisday: en este día, un día como hoy, recuerdos, muéstrame recuerdos
overview: qué hay, qué tienes, quién sale en mis fotos, qué lugares hay, qué álbumes hay, qué personas hay
yes: sí, sí por favor, claro, vale
no: no gracias
help: ayuda, ayúdame, qué puedo decir, qué puedo preguntar, qué puedes hacer
helpsearch: ayuda para buscar, ayuda con la búsqueda, cómo busco, qué filtros hay
cancel: cancela, cancelar, olvídalo, da igual
stop: basta, salir, termina, adiós, gracias, muchas gracias, eso es todo
send: envía, envíala, compártela
launch: hola, buenos días, buenas tardes`

// spanishCommands are the English ones, and how they are said in Spanish.
func spanishCommands() commands {
	c := englishCommands()
	c.samples = spanishSamples
	for i, stem := range strings.Fields("primer segund tercer cuart quint sext séptim octav noven décim") {
		for _, ending := range []string{"", "a", "o"} {
			c.ordinals[foldWord(stem+ending)] = i + 1
		}
	}
	for w := range set("última último") {
		c.ordinals[w] = -1
	}
	maps.Copy(c.asking, set("qué cuál"))
	maps.Copy(c.aspects, map[string]string{
		"cuando": "when", "donde": "where", "quien": "who", "quienes": "who", "que": "what", "camara": "camera", "lugar": "where", "dia": "when",
	})
	return c
}
