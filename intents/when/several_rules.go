package when

// What every language says in the same shape. Its lexicon has the words: of a list
// ("and"), of a series ("all", "each", "eachyear", "eachmonth"), articles ("the"),
// what ties a time to its period ("among") and what stands before a time ("at").

// seriesRules go before the rules of a single time: "weekends last year" is more
// than one.
func seriesRules() []rule {
	return []rule{
		{"every", "<cyc:plural>", every},
		{"every", "<all> <the>? <cyc:plural>", everyCertain},
		{"every", "<each> <cyc>", everyCertain},
		{"every", "<cyc> <among>? <eachyear>", everyCertain},
		{"every", "<eachyear> <at>? <the>? <cyc>", everyCertain},
		{"every", "<the>? <ord>|<ord:final> <cyc:recurring> <among>? <eachmonth>", nthOfEach},
		{"every", "<the>? <ord>|<ord:final> <cyc:recurring> <among>? <each> <of:mon>", nthOfEach},
		{"every", "<each> <ord>|<ord:final> <cyc:recurring> <among>? <eachmonth>", nthOfEach},
		{"every", "<day:weekday>|<day:weekend> <dayparts>", partsOfDays},
		{"every", "<dayparts>", doubted(partsOfDays)},
		{"every", "<each> <day:weekday>|<day:weekend>? <dayparts:daypart>", partsOfDays},
		{"every", "<thisday> <eachyear>", thisDayEach},
		{"series", "<the>? <every>", pass("every")},
		{"series", "<the>? <head:every> <and> <the>? <tail:series>", pair},
		{"set", "<cyc:series> <among>|<mark>? <of:periods>", inEach},
		{"set", "<cyc:holiday>|<cyc:season>|<cyc:mon> <of:yearspan>", inEvery},
		{"set", "<of:relp> <at>? <cyc:series>", inEach},
		{"time", "<series>", pass("series")},
		{"time", "<set>", pass("set")},
		{"time", "<prep>|<at> <the>? <series>", pass("series")},
		{"time", "<prep>|<at> <the>? <set>", pass("set")},
	}
}

// listRules go behind the rules of a single time: "Monday, 12 January" is one.
func listRules() []rule {
	return []rule{
		{"periods", "<yearspan>", pass("yearspan")},
		{"periods", "<the>? <whole>", pass("whole")},
		{"periods", "<the>? <part> <the>? -? <whole>", partOf},
		{"periods", "<years>", pass("years")},
		{"periods", "<cyc:cycs> <among>|<mark>? <of:relp>|<of:years>", inEach},
		{"periods", "<the>? <head:whole> <and> <among>? <the>? <tail:periods>", pair},
		{"periods", "<range>", pass("range")},
		{"cycs", "<the>? <head:cyc> <and> <the>? <tail:cyc>", pair},
		{"cycs", "<the>? <head:cyc> <and> <the>? <tail:cycs>", pair},
		{"cycs", "<head:mon> / <tail:mon>", pair},
		{"years", "<head:relp> <and> <tail:relp>", pair},
		{"years", "<head:relp> <and>? <tail:years>", pair},
		{"doms", "<the>? <head:dom> <and> <the>? <tail:dom>", pair},
		{"doms", "<the>? <head:dom> <and> <the>? <tail:doms>", pair},
		{"list", "<doms> <among>? <mon> <among>|<mark>? <yearnum>?", daysListed},
		{"list", "<mon> <the>? <doms> <among>|<mark>? <yearnum>?", daysListed},
		{"list", "<the>? <cyc> <among>|<mark>? <of:years>", inEach},
		{"list", "<cyc:cycs> <among>|<mark>? <of:years>|<of:relp>", inEach},
		{"list", "<thisday> <among>? <of:years>|<of:yearp>", thisDayIn},
		{"list", "<cyc> <mark>? <of:range>", inEvery},
		{"list", "<list:cycs>", pass("list")},
		{"list", "<list:years>", pass("list")},
		{"either", "<set>", pass("set")},
		{"either", "<point>", pass("point")},
		{"either", "<range>", pass("range")},
		{"list", "<the>? <a:either> <and> <prep>|<at>? <the>? <b:either>", united},
		{"list", "<the>? <a:either> <and> <prep>|<at>? <the>? <b:list>", united},
		{"range", "<opening>", pass("opening")},
		{"range", "<closing>", pass("closing")},
		{"range", "<a:opening> <and>|<but>? <b:closing>", betweenOpen},
		{"range", "<a:closing> <and>|<but> <b:opening>", betweenOpen},
		{"time", "<list>", listed},
		{"time", "<prep>|<at> <the>? <list>", listedAt},
	}
}
