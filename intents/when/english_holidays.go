package when

import (
	"strings"
	"time"
)

func englishHolidays() []lexeme {
	const mon, tue, thu, sun = 1, 2, 4, 7
	h := func(names string, v value) lexeme { return lexeme{"holiday", names, v} }
	return []lexeme{
		h("new year|new years|new years day|new year day", onDay(1, 1)), h("new years eve|new year eve|nye", onDay(12, 31)),
		h("christmas|christmases|christmas day|xmas|xmas day|x mas", onDay(12, 25)), h("christmas eve|xmas eve", onDay(12, 24)),
		{"holidaytime", "christmastime|christmastide|yuletide", onDay(12, 25)},
		h("boxing day|st stephens day", onDay(12, 26)), h("halloween|hallowe en|halloween day|all hallows eve", onDay(10, 31)),
		h("all saints day|all hallows day", onDay(11, 1)), h("all souls day", onDay(11, 2)),
		h("thanksgiving|thanksgiving day|thanks giving|thanks giving day", onNth(4, thu, 11, 0)),
		h("black friday", onNth(4, thu, 11, 1)), h("cyber monday", onNth(4, thu, 11, 4)),
		h("canadian thanksgiving", onNth(2, mon, 10, 0)),
		h("easter|easter sunday|easter day", byEaster(0)), h("easter monday", byEaster(1)), h("easter saturday|holy saturday", byEaster(-1)),
		h("good friday", byEaster(-2)), h("maundy thursday", byEaster(-3)), h("palm sunday", byEaster(-7)),
		h("ash wednesday", byEaster(-46)), h("mardi gras|shrove tuesday|fat tuesday|pancake day", byEaster(-47)),
		h("ascension day|ascension of christ|ascension", byEaster(39)), h("pentecost|whit sunday|whitsun", byEaster(49)),
		h("whit monday|pentecost monday", byEaster(50)), h("trinity sunday", byEaster(56)), h("corpus christi", byEaster(60)),
		h("valentines day|valentine day|valentines|st valentines day|saint valentines day|st . valentines day", onDay(2, 14)),
		h("mid autumn festival|mid - autumn festival|moon festival|mooncake festival|mid autumn day|mid autumn", feast(onListed(midAutumns[:]))),
		h("diwali|deepavali|divali|festival of lights", feast(onListed(diwalis[:]))), h("holi|festival of colors|festival of colours", feast(onListed(holis[:]))),
		h("rosh hashanah|rosh hashana|jewish new year", feasts(2, byRoshHashanah(0))), h("yom kippur|day of atonement", feast(byRoshHashanah(9))),
		h("sukkot|sukkoth|feast of tabernacles", feasts(7, byRoshHashanah(14))), h("simchat torah", feast(byRoshHashanah(22))),
		h("hanukkah|chanukah|hanukah|hannukah|chanukkah", feasts(9, hanukkah)), h("purim", feast(byPassover(-30))),
		h("passover|pesach|pesah", feasts(9, byPassover(-1))), h("shavuot", feasts(2, byPassover(50))),
		h("ramadan|ramadhan|month of ramadan", feasts(31, onIslamic(9, 1))), h("eid al fitr|eid al - fitr|eid ul fitr|eid - al - fitr|eid|end of ramadan", feasts(4, onIslamic(10, 1))),
		h("eid al adha|eid al - adha|eid ul adha|eid - al - adha|feast of sacrifice|bakrid", feasts(5, onIslamic(12, 10))),
		h("ashura", feasts(2, onIslamic(1, 10))), h("islamic new year|hijri new year|muharram", feasts(2, onIslamic(1, 1))), h("mawlid|milad un nabi", feasts(2, onIslamic(3, 12))),
		h("chinese new year|lunar new year|spring festival|chinese new years day|chinese new years", feast(chineseNewYear)),
		h("chinese new year eve|chinese new years eve|lunar new years eve", dayBefore(chineseNewYear)),
		h("st patricks day|saint patricks day|st patrick day|st paddys day|saint patrick day|st patricks|st . patricks day|st . patricks", onDay(3, 17)),
		h("st georges day|saint georges day", onDay(4, 23)), h("burns night|burns supper", onDay(1, 25)), h("hogmanay", onDay(12, 31)), h("st andrews day|saint andrews day", onDay(11, 30)),
		h("st davids day|saint davids day", onDay(3, 1)), h("season of lent|lent season", feasts(46, fromEaster(-46))), h("holy week", feasts(8, fromEaster(-7))),
		h("advent|advent season", adventSeason()), h("kwanzaa", feasts(7, func(int) (time.Month, int) { return 12, 26 })),
		h("oktoberfest", oktoberfest()), h("carnival", feasts(6, fromEaster(-52))), h("super bowl sunday|super bowl", onNth(2, sun, 2, 0)),
		h("early may bank holiday", onNth(1, mon, 5, 0)), h("spring bank holiday", onNth(-1, mon, 5, 0)), h("summer bank holiday|august bank holiday|late summer bank holiday", onNth(-1, mon, 8, 0)),
		h("melbourne cup|melbourne cup day", onNth(1, tue, 11, 0)), h("grandparents day", onNth(1, mon, 9, 6)),
		h("tax day", onDay(4, 15)), h("patriot day|nine eleven", onDay(9, 11)), h("pearl harbor day", onDay(12, 7)), h("giving tuesday", onNth(4, thu, 11, 5)),
		h("winter solstice", onDay(12, 21)), h("summer solstice", onDay(6, 21)), h("spring equinox", onDay(3, 20)), h("autumn equinox|fall equinox", onDay(9, 22)),
		h("april fools|april fools day|april fool day|fools day|all fools day", onDay(4, 1)), h("earth day", onDay(4, 22)),
		h("groundhog day|ground hog day", onDay(2, 2)), h("cinco de mayo", onDay(5, 5)), h("juneteenth|juneteenth day|freedom day|jubilee day", onDay(6, 19)),
		h("independence day|us independence day|usa independence day|american independence day", onDay(7, 4)),
		h("mlk day|martin luther king day|martin luther king jr day|mlk|martin luther king junior day|martin luther king jr . day|martin luther king , jr . day|martin luther kings birthday|mlk birthday|m . l . k . day", onNth(3, mon, 1, 0)),
		h("presidents day|washingtons birthday|president day|washingtons birthday day", onNth(3, mon, 2, 0)),
		h("memorial day", onNth(-1, mon, 5, 0)), h("labor day|labour day", onNth(1, mon, 9, 0)),
		h("columbus day|indigenous peoples day|columbus", onNth(2, mon, 10, 0)), h("veterans day|veteran day|remembrance day|armistice day", onDay(11, 11)),
		h("election day", onNth(1, mon, 11, 1)), h("inauguration day", onDay(1, 20)),
		h("mothers day|mother day|mothering day", onNth(2, sun, 5, 0)), h("fathers day|father day", onNth(3, sun, 6, 0)),
		h("mothering sunday", byEaster(-21)), h("may day|labour day of may|international workers day|workers day|international labor day", onDay(5, 1)),
		h("womens day|international womens day|women day", onDay(3, 8)), h("girls day", onDay(3, 7)), h("arbor day|tree planting day", onDay(3, 12)),
		h("youth day", onDay(5, 4)), h("childrens day|children day|international childrens day", onDay(6, 1)), h("teachers day|teacher day", onDay(9, 10)),
		h("singles day|single day", onDay(11, 11)), h("china national day|chinese national day|national day of china", onDay(10, 1)), h("yuandan", onDay(1, 1)),
		h("guy fawkes|guy fawkes day|guy fawkes night|bonfire night", onDay(11, 5)), h("bastille day", onDay(7, 14)),
		h("canada day", onDay(7, 1)), h("australia day", onDay(1, 26)), h("anzac day", onDay(4, 25)), h("waitangi day", onDay(2, 6)),
		h("epiphany|three kings day|twelfth night", onDay(1, 6)), h("candlemas", onDay(2, 2)), h("st nicholas day|saint nicholas day", onDay(12, 6)),
		h("midsummer|midsummer day|midsummers day|st johns day", onDay(6, 24)), h("assumption day|assumption of mary", onDay(8, 15)),
		h("victoria day", onOrBefore(mon, 5, 24, 0)), h("day of the dead|dia de los muertos", onDay(11, 2)),
		h("pi day", onDay(3, 14)), h("star wars day", onDay(5, 4)), h("world environment day", onDay(6, 5)), h("flag day", onDay(6, 14)),
		h("german unity day", onDay(10, 3)), h("kings day", onDay(4, 27)), h("d day", onDay(6, 6)), h("walpurgis night", onDay(4, 30)),
	}
}

// englishPlurals are holidays of several years: "halloweens", "christmases".
func englishPlurals() []lexeme {
	plurals := []lexeme{{"plural", "christmases|xmases", onDay(12, 25)}}
	for _, l := range englishHolidays() {
		for name := range strings.SplitSeq(l.names, "|") {
			if !strings.HasSuffix(name, "s") && !strings.HasSuffix(name, "y") || strings.HasSuffix(name, "day") {
				plurals = append(plurals, lexeme{"plural", name + "s", l.value})
			}
		}
	}
	return plurals
}
