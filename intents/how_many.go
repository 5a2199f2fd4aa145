package intents

import "slices"

// photosOf says how many photos of a wish there are: "23 photos of Anna", "at least
// 400 photos", "one photo".
func photosOf(total int, exact bool, wish Text) Text {
	if total == 1 && exact {
		return Say("one ").Plus(wish)
	}
	return howMany(total, exact).And(" ").Plus(wish)
}

func howMany(total int, exact bool) Text {
	if exact {
		return Text{}.Number(total)
	}
	return Say("at least ").Number(total)
}

// begin puts a Text at the beginning of a sentence.
func begin(t Text) Text {
	if len(t) == 0 || t[0].As == Quoted {
		return t
	}
	begun := slices.Clone(t)
	begun[0].Words = capital(begun[0].Words)
	return begun
}
