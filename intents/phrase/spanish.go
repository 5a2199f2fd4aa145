package phrase

import "shoebox/shared/gallery"

func spanish() *words {
	return &words{
		polite: runs("pide a photo shoebox que|pídele a photo shoebox que|pídele a photo shoebox|pide a photo shoebox|pregunta a photo shoebox por|abre photo shoebox y|abre photo shoebox|" +
			"photo shoebox|alexa|oye|hola|por favor|me puedes por favor|puedes por favor|me puedes|nos puedes|me podrías|nos podrías|me puede|me podría|puedes|podrías|puede|podría|" +
			"puedo|podemos|a ver|vale|bueno|ahora|y ahora|entonces"),
		heads: runs("me encantaría ver|recuerdo una foto de|recuerdas|me acuerdo de|había|cuántas veces|échale un vistazo a|echar un vistazo a|vamos a ver|quiero ver todas las|quiero ver|queremos ver|quisiera ver|me gustaría ver|nos gustaría ver|quiero|quisiera|me gustaría|necesito ver|necesito|estoy buscando|busco|buscamos|" +
			"muéstrame todas las|muéstrame todos los|muéstrame las|muéstrame los|muéstrame|muéstranos|muestra|mostrarme|mostrarnos|mostrar|enséñame todas las|enséñame las|enséñame|enséñanos|enseña|" +
			"enseñarme|enseñarnos|enseñar|búscame|busca|buscarme|buscar|encuéntrame|encuentra|encontrar|dame|danos|darme|déjame ver|ver|tráeme|saca|pon|abre el|abre|ve a|" +
			"tengo|tenemos|tienes|hay|qué fotos tengo|qué fotos hay|qué fotos tenemos|qué fotos hice|qué fotos saqué|dónde están|dónde está|qué tal|y|solo|sólo|" +
			"todas las|todos los|todas|todos|todo|algunas|algunos|unas cuantas|unas|unos|cualquier|cada|más|más de|las|los|mis|nuestras|de|del"),
		tails: runs("por favor|gracias|muchas gracias|para mí|para nosotros|otra vez|de nuevo|ahora|también|que tengo|que tenemos|que hay"),
		turns: longestFirst(
			turns("en", "cerca de|alrededor de|no lejos de|junto a|al lado de|delante de|en frente de|frente a|detrás de|por la zona de|en algún lugar de|en los alrededores de"),
			placed("en", "la ciudad de|ciudad de|el pueblo de|la isla de"),
			placed("no en", "fuera de|fuera del"),
			turns("sin", "aparte de|además de no|con excepción de|a excepción de|excepto por|dejando fuera|deja fuera|quitando|en vez de|en lugar de|sin ningún|sin ninguna|no quiero ver|no quiero|no me muestres|no muestres|que no tengan|que no tenga|nada de|nada con"),
			turns("antiguas", "en orden cronológico|por orden cronológico|de la más antigua a la más reciente|empezando por las más antiguas"),
			turns("recientes", "empezando por las más recientes|de la más reciente a la más antigua"),
			turns("azar", "en orden aleatorio|al azar"),
			turns("6", "media docena de|media docena"),
		),
		quantities: set("todas todos todo algunas algunos unas unos cada las los de del más"),
		photo:      set("foto fotografía imagen photo instantánea"),
		photos:     set("fotos fotografías imágenes photos instantáneas todo"),
		stop: set("el la los las lo un una unos unas de del al a en por para es son era eran fue fueron está están estaba estaban ser sido hay había que qué cual cuál cuales cuáles donde dónde cuando cuándo " +
			"quien quién quienes como cómo este esta estos estas ese esa esos esas aquel aquella yo mi mis me mío mía tu tus te su sus le les se nos nuestro nuestra nuestros nuestras él ella ellos ellas nosotros " +
			"todo toda todos todas algún alguna algunas algunos también cada entonces muy solo sólo por favor gracias pero desde con y muestra muestran mostrando aparece aparecen sale salen salga salgan contiene incluye " +
			"sobre durante ok vale hola más muchas muchos pocas puede podría cerca alrededor dentro he ha hemos hice hicimos saqué sacamos tomé tomamos aquí allí ahí tengo tenemos juntos juntas ve ven se vea vean algo"),
		there:     set("allí ahí allá aquí"),
		not:       set("sin no excepto salvo menos ni nunca excluyendo tampoco nadie ningún ninguna exceptuando"),
		ors:       set("o u"),
		ands:      set("y e"),
		where:     set("en cerca desde alrededor dentro hacia por sobre junto fuera"),
		with:      set("con de del incluyendo"),
		taken:     set("tomada tomadas tomado tomados hecha hechas hecho hechos sacada sacadas capturada capturadas"),
		tool:      set("cámara cámaras"),
		called:    set("llamado titulado"),
		things:    set("apple galaxy pixel edge mark note ultra mini plus zoom digital"),
		verbs:     set("muestra muéstrame enséñame busca encuentra"),
		album:     set("álbum álbumes album"),
		favourite: set("fav favorita favoritas favorito favoritos preferida preferidas preferido preferidos destacada destacadas"),
		orders: toward(map[gallery.Direction]string{
			gallery.Oldest: "antigua antiguas antiguo antiguos", gallery.Newest: "reciente recientes",
			gallery.Random: "aleatoria aleatorias aleatorio aleatorios azar aleatoriamente",
		}),
		firsts:     toward(map[gallery.Direction]string{gallery.Oldest: "primera primeras primer primeros", gallery.Newest: "última últimas último últimos nueva nuevas"}),
		top:        set("top"),
		first:      "primero",
		on:         "con",
		between:    set("de mis las los mi la más pocas nuestras"),
		nounFirst:  true,
		numbers:    spanishNumbers(),
		slotPrefix: map[string]string{"person": "con", "place": "en", "date": "de", "album": "album"},
		commands:   spanishCommands(),
	}
}

func spanishNumbers() map[string]int {
	numbers := count(2, "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve "+
		"veinte veintiuna veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve treinta")
	for n, name := range map[int]string{12: "docena", 40: "cuarenta", 50: "cincuenta", 60: "sesenta", 70: "setenta", 80: "ochenta", 90: "noventa", 100: "cien"} {
		numbers[name] = n
	}
	return numbers
}
