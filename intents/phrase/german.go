package phrase

import (
	"strings"

	"shoebox/shared/gallery"
)

// declined gives adjectives in all their forms, of their stems.
func declined(stems ...string) string {
	var all []string
	for _, s := range stems {
		all = append(all, s+"e", s+"en", s+"er", s+"es", s+"em")
	}
	return strings.Join(all, " ")
}

func german() *words {
	w := &words{
		polite: runs("frag photo shoebox nach|frage photo shoebox nach|bitte photo shoebox um|sag photo shoebox|öffne photo shoebox und|öffne photo shoebox|starte photo shoebox|" +
			"photo shoebox|alexa|hey|hallo|bitte|kannst du mir bitte|kannst du uns bitte|kannst du bitte|kannst du mir|kannst du uns|kannst du|könntest du mir bitte|" +
			"könntest du mir|könntest du bitte|könntest du|können sie mir|können sie|könnten sie mir|könnten sie|würdest du mir|würdest du|kann ich bitte|kann ich|können wir|" +
			"darf ich|dürfen wir|ok|okay|also|jetzt|und jetzt|so|dann|mal"),
		heads: runs("wir würden gerne|wir würden gern|eine handvoll|etliche|mehrere|ich würde gerne mal|ich würde mir gerne|ich möchte mir|ich erinnere mich an|erinnerst du dich an|lass mich mal|lass uns mal|wie oft war|was gibt es von|was gibt es aus|es gab|da war|ich möchte gerne|ich möchte|ich würde gerne|ich würde gern|ich will|wir möchten|wir wollen|ich hätte gerne|ich hätte gern|ich suche nach|ich suche|wir suchen|" +
			"zeige mir mal|zeig mir mal|zeige mir bitte|zeig mir bitte|zeige mir alle|zeig mir alle|zeige mir alles|zeig mir alles|zeige mir|zeig mir|zeige uns|zeig uns|" +
			"zeige alle|zeig alle|zeige|zeig|zeigen sie mir|zeigen|finde alle|finde mir|finde|find|suche nach|such nach|suche mir|such mir|suche|such|" +
			"gib mir alle|gib mir|gib uns|hol mir|bring mir|öffne das|öffne|lass mich|lass uns|schau nach|" +
			"habe ich|hab ich|haben wir|hast du|gibt es|gibts|sind da|welche fotos habe ich|welche bilder habe ich|welche fotos haben wir|welche fotos gibt es|" +
			"was habe ich|was haben wir|wo sind|wo ist|was ist mit|wie wäre es mit|und|nur|irgendwelche|alle|alles|all|ein paar|einige|ein bisschen|viele|jede|jedes|jeden|mehr|noch mehr|" +
			"die|meine|unsere|von|vom"),
		tails: runs("raussuchen|heraussuchen|bitte raussuchen|bitte anzeigen|bitte zeigen|bitte|danke|vielen dank|für mich|für uns|zeigen|anzeigen|sehen|ansehen|anschauen|finden|suchen|an|raus|heraus|noch mal|nochmal|mal|" +
			"aufgenommen|gemacht|fotografiert|geschossen|habe|haben|jetzt"),
		turns: longestFirst(
			turns("in", "in der nähe von|in der nähe vom|in der nähe der|in der nähe des|in der nähe|nicht weit von|nicht weit weg von|unweit von|unweit|rund um|nahe bei|im umkreis von|in der umgebung von|in der gegend von"),
			turns("bei", "direkt neben|neben|gegenüber von|vor dem|vor der|hinter dem|hinter der|in der mitte von"),
			placed("in", "der stadt|die stadt|dem dorf|der insel"),
			placed("nicht in", "außerhalb von|außerhalb der|außerhalb"),
			turns("ohne", "abgesehen von|mit ausnahme von|mit ausnahme der|mit ausnahme des|bis auf|anstatt|anstelle von|statt|ich will keine|ich möchte keine|zeig mir keine|zeige mir keine|lass die|nichts aus|nichts von|nichts mit"),
			turns("älteste", "in chronologischer reihenfolge|chronologisch|älteste zuerst|angefangen mit den ältesten|von alt nach neu"),
			turns("neueste", "von neu nach alt|angefangen mit den neuesten"),
			turns("zufällig", "in zufälliger reihenfolge|in beliebiger reihenfolge"),
			turns("6", "ein halbes dutzend|halbes dutzend"),
		),
		quantities: set("alle all ein einige jede jedes jeden die"),
		photo:      set("foto bild aufnahme photo fotografie schnappschuss schnappschuß"),
		photos:     set("fotos bilder bildern aufnahmen photos fotografien schnappschüsse schnappschüssen alles"),
		stop: set("der die das den dem des ein eine einen einem einer eines von vom zu zur zum am an als bei beim in im ins ist sind war waren sein bin es sie er wir ihr ihm ihn ihnen " +
			"ich mich mir mein meine meinen meinem meiner meines uns unser unsere unseren unserem unserer dein deine deinen deinem deiner euer eure " +
			"dies diese dieser dieses diesen diesem jene jener jenes wer wen wem wessen welche welcher welches welchen wo wann was warum wie hat habe haben hatte hatten " +
			"gibt alle allen alles auch beide jeder jede jedes jeden dann als so sehr wirklich nur bitte danke aber und mit zeigt zeigen zeigend enthält enthalten sowie worauf wobei " +
			"über während auf aus per ok okay hey hallo mehr meisten viele vielen paar kann können könnte soll sollte würde um herum innerhalb mal da dort hier zuerst zu sehen denen dabei nach zusammen gemeinsam sichtbar sieht sieh drauf darauf drin darin irgendwo irgendwas etwas"),
		there:     set("da dort hier"),
		not:       set("ohne nicht kein keine keinen keinem keiner keines außer ausser ausgenommen weder nie abzüglich minus niemand nichts exklusive"),
		ors:       set("oder beziehungsweise bzw"),
		ands:      set("und plus sowie noch"),
		where:     set("in im ins bei beim aus nahe nach auf am an um bis durch"),
		with:      set("mit von vom samt inklusive"),
		taken:     set("aufgenommen gemacht geschossen fotografiert geknipst"),
		tool:      set("kamera kameras"),
		called:    set("namens genannt"),
		things:    set("apple galaxy pixel edge mark note ultra mini plus zoom digital"),
		verbs:     set("zeig zeige finde suche such"),
		album:     set("album alben albums fotoalbum"),
		favourite: set("favorit favoriten favorisiert lieblingsfoto lieblingsfotos lieblingsbild lieblingsbilder lieblingsbildern lieblingsaufnahmen " + declined("favorisiert", "markiert")),
		orders: toward(map[gallery.Direction]string{
			gallery.Oldest: declined("ältest", "aeltest", "frühest", "fruehest"), gallery.Newest: declined("neuest", "neust", "jüngst", "aktuellst"),
			gallery.Random: "zufällig zufaellig zufall zufallsbild zufallsfoto zufallsbilder zufallsfotos gemischt " + declined("zufällig", "zufaellig", "beliebig"),
		}),
		firsts:   toward(map[gallery.Direction]string{gallery.Oldest: declined("erst"), gallery.Newest: declined("letzt", "neu")}),
		top:      set("top"),
		first:    "zuerst",
		on:       "auf",
		between:  set("von meinen meine meiner unserer unseren die der den paar"),
		numbers:  germanNumbers(),
		commands: germanCommands(),
	}
	w.capitals = set(`januar janner februar marz april mai juni juli august september oktober november dezember montag
		dienstag mittwoch donnerstag freitag samstag sonnabend sonntag weihnachten ostern pfingsten silvester neujahr
		sommer winter herbst fruhling jahr monat woche tag`)
	w.slotPrefix = map[string]string{"person": "mit", "place": "in", "date": "aus", "album": "album"}
	return w
}

func germanNumbers() map[string]int {
	units := strings.Fields("ein zwei drei vier fünf sechs sieben acht neun")
	numbers := count(2, "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn")
	numbers["hundert"], numbers["dutzend"] = 100, 12
	for i, tens := range strings.Fields("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig") {
		numbers[foldWord(tens)] = 20 + 10*i
		for u, unit := range units {
			numbers[foldWord(unit+"und"+tens)] = 20 + 10*i + u + 1
		}
	}
	return numbers
}
