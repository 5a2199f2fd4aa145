package gallery

import (
	"strings"
	"sync"
)

// everyday reports whether a folded word is a common one of English in some form,
// or a common first name: not the misspelling of another word, though it may look
// like one. Who asks for goats, or for Tim, means no boats and not Tom.
func everyday(word string) bool {
	if everydayWords()[word] {
		return true
	}
	shortest, known := everydayStems()[stem(word)]
	return known && len(word) > shortest // else it is not a form of it, but cut short
}

// everydayStems are the stems of the words, with the length of the shortest that has
// them.
var everydayStems = sync.OnceValue(func() map[string]int {
	stems := make(map[string]int, len(everydayWords()))
	for w := range everydayWords() {
		s := stem(w)
		if shortest, known := stems[s]; !known || len(w) < shortest {
			stems[s] = len(w)
		}
	}
	return stems
})

var everydayWords = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, list := range []string{commonNouns, commonWords, firstNames, wellKnownPlaces} {
		for w := range strings.FieldsSeq(list) {
			words[w] = true
		}
	}
	return words
})

// What people look for in photos, and what looks like it.
const commonNouns = `
airplane airport alley alligator ambulance anchor animal ankle ant antenna antelope apartment apple apron aquarium arch
arm armchair army arrow art artist ash attic aunt autumn axe baby back backpack bag bakery balcony ball balloon banana
band bandage bank bar barn barrel base baseball basin basket basketball bat bath bathroom bathtub battle bay beach bead
beak bean bear beard bed bedroom bee beech beer beetle bell belt bench berry bicycle bike bill bin bird birth birthday
bite blade blanket blind block blood bloom blossom blouse board boat body bolt bomb bone bonfire book bookshelf boot
border boss bottle bottom bow bowl box boxing boy bracelet brain branch brass bread break breakfast brick bride bridge
broom brother bruise brush bubble bucket buckle bud buffalo bug building bull bump bun bunny buoy burger bus bush
business butcher butter butterfly button cab cabbage cabin cable cactus cafe cage cake calendar calf camel camera camp
campfire can canal canary candle candy cane canoe canyon cap cape car caravan card cardinal cargo carnival carpet carriage
carrot cart castle cat cathedral cattle cave ceiling celebration cell cellar cello cemetery center centre cereal ceremony
chain chair chalk channel chapel charm chart chase cheek cheese cheetah chef cherry chess chest chick chicken child chin
chip chocolate choir church cigar cinema circle circus city clam class classroom claw clay cliff climb clip cloak clock
cloth clothes cloud clover clown club coach coal coast coat cobra cocktail coconut coffee coffin coin collar college color
colour column comb comet computer concert cone container cook cookie coral cord cork corn corner corridor costume cottage
cotton couch country couple court cousin cover cow crab cradle crane crate crayon cream creek crew crib cricket crocodile
crop cross crow crowd crown cruise crutch crystal cub cucumber cup cupboard curb curl curtain curve cushion cycle dad dam
dance dancer dark dart date daughter dawn day deck deer den dentist desert desk dessert diamond dice diet dinner dinosaur
dirt dish ditch dive diver dock doctor dog doll dollar dolphin donkey door dot dough dove dragon dragonfly drain drawer
drawing dream dress drill drink driveway driver drone drop drum duck dune dusk dust eagle ear earring earth eel egg elbow
elephant elevator elk engine envelope escalator evening exam exit eye eyebrow face factory fair fairy fall family fan
farm farmer fashion father faucet feast feather fence fern ferry festival fiddle field fig fight film fin finger fire
firefly fireman fireplace firework fish fisherman fist flag flame flamingo flash flea fleet flight flint flock flood floor
flour flow flower fluff flute fly foam fog folder food foot football forest forge fork form fort fountain fox frame freckle
freezer friend frog front frost fruit fun fur furniture galaxy gallery game garage garbage garden garlic gas gate gazelle
gear gift gin giraffe girl glacier glass glasses glove glow glue goal goat god gold golf goose gorilla gown graduation grain
grandfather grandma grandmother grandpa grandson granite grape graph grass grasshopper grave gravel gravy grill grip groom
ground group grove guard guest guide guitar gull gum gun gutter gym hail hair haircut hall ham hammer hammock hamster hand
handbag handle harbor harbour hare harp hat hawk hay hazel head heart heat hedge hedgehog heel helicopter helmet hen herb
herd hero heron hike hill hip hippo hive hob hockey hole holiday home honey hood hoof hook hoop horn horse hose hospital
host hostel hotel hound hour house hut hutch hydrant ice iceberg igloo ink inn insect iron island ivy jacket jaguar jail
jam jar jaw jazz jeans jeep jelly jellyfish jet jewel job judge jug juice jump jungle junk kangaroo kayak kennel kettle key
keyboard kid kidney kilt king kiss kit kitchen kite kitten knee knife knight knob knot koala lab lace ladder lady ladybug
lagoon lake lamb lamp land landscape lane lantern lap laptop lark laugh laundry lava lavender lawn lawyer leaf leash
leather leg lemon lemonade leopard letter lettuce level library lid life light lighthouse lightning lily limb lime line
linen lion lip list liver living lizard lobby lobster lock locker log loft logo loom loop lotus lounge love luggage lunch
lung lynx magazine magic magnet mail man mane mango mantle map maple marble market marsh mask mast mat match mate maze meadow
meal meat medal medicine meeting melon menu mesh metal meteor microphone mile milk mill mine mint mirror mist mitten moat
model mole monastery money monk monkey monster month monument moon moose morning mosque mosquito moss moth mother
motorbike motorcycle mount mountain mouse mouth movie mud muffin mug mule mum muscle museum mushroom music musician nail
name nap napkin neck necklace needle neighbor neighbour nephew nest net newspaper niece night noodle noon nose note nurse
nut oak oar oasis oat ocean octopus office oil olive onion opera orange orchard orchestra orchid ornament ostrich otter
oven owl owner ox oyster pack package paddle page pail pain paint painter painting pair pajamas palace palm pan pancake
panda panther pants paper parade parent park parking parrot parsley part partner party pasta paste pastry patch path
patio paw pea peach peacock peak peanut pear pearl pebble pelican pen pencil penguin people pepper perch pet petal phone
photo piano picnic picture pie pier pig pigeon pillow pilot pin pine pineapple pink pint pipe pirate pitch pizza place
plaid plain plane planet plank plant plate platform play player playground plaza plum plumber pocket poem poet point pole
police pond pony pool porch port portrait post postcard poster pot potato pottery powder pram prawn present president
priest prince princess prison prize pub puddle pull pulp pump pumpkin pupil puppet puppy purse puzzle pyramid quail quarry
quay queen queue quilt rabbit raccoon race racket radio raft rail railing railway rain rainbow raincoat rake ram ramp ranch
rat raven ray razor receipt record red reed reef reindeer restaurant rhino ribbon rice ride rifle ring river road robe
robin robot rock rocket rod roll roller roof room rooster root rope rose row rug rugby ruin ruler runner runway sack sacrifice
saddle safari sail sailboat sailor salad salmon salon salt sample sand sandal sandcastle sandwich santa sauce saucer
sausage saw saxophone scale scar scarecrow scarf scene school science scissors scooter score scorpion screen screw
sculpture sea seafood seagull seal seashell season seat seaweed seed selfie sentence shade shadow shark shed sheep sheet
shelf shell shelter shield ship shirt shoe shop shore short shorts shoulder shovel show shower shrimp shrine sidewalk sign
signal silk silver singer sink sister skate skateboard skeleton ski skiing skin skirt skull sky skyline skyscraper sled
sleep sleeve sleigh slide slipper slope sloth smile smoke snack snail snake snow snowball snowboard snowflake snowman soap
soccer sock sofa soil soldier son song soup space spade spark sparrow spear sphere spider spinach spine spoon sport spot
spray spring square squash squid squirrel stable stadium staff stage stair staircase stall stamp stand star starfish state
station statue steak steam steel steeple stem step stew stick stone stool store stork storm stove straw strawberry stream
street string stripe stroller student studio suit suitcase summer sun sunflower sunglasses sunlight sunrise sunset
supermarket supper surf surfboard surfer sushi swallow swamp swan sweater swim swimmer swimsuit swing sword synagogue table
tail tailor tank tap tape target tattoo taxi tea teacher team tear teddy teenager telephone telescope television temple ten
tennis tent terrace test theater theatre thief thigh thorn thread throat throne thumb thunder ticket tide tie tiger tile
timber tin tip tire toad toast toe toilet tomato tomb tongue tool tooth toothbrush top torch tortoise towel tower town toy
track tractor trade traffic trail trailer train tram trampoline trap tray treasure tree trek trench triangle tribe
trick trip triplet trolley trophy trouble trousers trout truck trumpet trunk tub tube tug tulip tuna tunnel turkey turtle
tusk twig twin umbrella uncle unicorn uniform university valley van vase vegetable vehicle veil vest view village vine
vineyard violin volcano volleyball vulture wagon waist waiter waitress walk wall wallet walnut walrus wand war warehouse
warrior wasp watch water waterfall watermelon wave wax web wedding weed week weekend well whale wharf wheat wheel
wheelchair whisky whistle wife wig wild willow wind windmill window windsurfing wine wing winter wire wolf woman wood wool
word work worker workshop world worm wreath wreck wrestler wrist yacht yard yarn year yoga yogurt youth zebra zipper zoo
`

// Other words that people type among them.
const commonWords = `
able about above across after again all alone along always among angry another any around asleep away bad bare beautiful
because before behind below beneath beside best better between big bitter black blank blue blurry bold born both brave
bright bring broad broken brown busy buy call calm came care carry catch cheap check clean clear close closed cold come
cool could crazy cry curly cut cute cutting damp dead deep different dirty does double down draw drive dry dull during each
early east easy eat edge either empty end enjoy enough even ever every everybody everyone everything evil except fake false
famous fast fat favorite favourite feel few fill find fine first five flat fold follow four free fresh full funny game gave
gentle get ghost giant give glad go golden gone good got grand great green grew grey grow guess half hang happy hard have
healthy hear heavy help here hidden high hold hot how huge hungry hurt inside just keep kick kind knew know large last late
later lazy lead lean learn least leave left less lift like little live local lonely long look lose lost lot loud low lovely
lucky mad made main make many mean meet mess middle mild miss mix moist more most move much must narrow near nearby need never
new next nice nine noise none north nothing now odd off often old once one only open other outdoor outside over own paid
pale party past pay perfect pick plenty pose pretty private proud public push put quick quiet raise rare raw reach read ready
real rest rich right ripe rise rough round royal rude run sad safe said same save say second see seen sell send set seven
shallow shape share sharp shiny shoot shout shut shy sick side silent silly simple since sing sit six size slow small smart
smell smooth soft sold some soon sore sort sound sour south speak special speed spend spicy split stale start stay steep
still stop storm straight strange strong sunny sure sweet swift take talk tall taste tell than thank then there thick thin
thing think third thirsty those three through throw tight time tiny tired today together tomorrow tonight took torn total
touch tough toward travel true try turn twelve twenty two ugly under until upon upset use vacation very visit wait wake want
warm was wash waste wear weather weird went were west wet what when where which while white whole why wide will wise wish
with without wonder wooden wore worse worst would wow write wrong yell yellow yes yesterday yet young zero
act add aid aim air ale ape arc ark bay bib bid bit bog bra bye cod cog cot cue cur dew dig dim din dip doe dug dye ebb elm era
fad far fax fed fee fen fez fir fit fix fro gag gap gel gem gnu gut guy had hem her hid him hop hub hue hug hum jab jet jig jog
joy jut keg ken kin lad lag lap law lay led lid lie lit lob lop lug mad met mid mob mop mow nap nod nor nun opt orb ore our out
pat peg pen pep per pet pew ply pop pro pry pup rag ran rap rib rid rig rim rip rob rot rub rue rum rye sag sap sat she sip sir
sob sow spa spy sub sue sum tab tag tan tar tax the toe tom ton tow tux use vat vet vow wad war wed wee wet who wig wit woe won
yak yam zap zip zen
`

// First names that differ by as little as slips of the fingers do. Some are words
// of the lists above.
const firstNames = `
aaron abby abigail adam adrian aidan alan albert alex alexander alexandra alfie alice alicia alison allen alma amanda amber
amelia amy ana andrea andreas andrew andy angela angelina anita anja ann anna anne annie anton antonia antonio anya april
archie ariana arthur astrid audrey aurora austin ava axel barbara beatrice becky bella ben benjamin bernard beth betty
bianca billy bob bobby boris brad brandon brenda brian bridget bruce bruno bryan caleb cameron camila carl carla carlos
carmen carol carolina caroline catherine cecilia celia charles charlie charlotte chelsea chloe chris christian christina
christine christopher clara clare claire clark claudia clive colin connor cora craig cynthia daisy dan dana daniel daniela
danielle danny darren dave david dawn dean debbie deborah della denis dennis derek diana diane diego dominic don donald
donna dora doris dorothy doug douglas duncan dylan earl eddie edgar edith edward edwin eileen elaine eleanor elena eli elias
elijah elisa elise eliza elizabeth ella ellen ellie elliot elsa elsie emil emilia emily emma eric erica erik erin ernest esme
esther ethan eugene eva evan eve evelyn evie felix fiona florence frances francis frank fred freddie freya gabriel gabriela
gareth gary gavin gemma george georgia gerald gerard gina glen gloria gordon grace graham greg greta hannah hans harold
harriet harry harvey hazel heather heidi helen helena henry holly hope howard hugo ian ida imogen ines ingrid irene iris
isaac isabel isabella isla ivan jack jackie jackson jacob jade jake james jamie jan jana jane janet janice jason jasmine
jay jean jeff jen jenna jennifer jenny jeremy jerry jess jesse jessica jill jim jimmy joan joanna joe joel johanna john johnny
jon jonas jonathan jordan jorge jose joseph josh joshua joy joyce juan judith judy julia julian juliana julie juliet june
justin kai karen karin karl kate katherine kathleen kathryn kathy katie kay keith kelly ken kenneth kerry kevin kim kirsten
kyle lara larry laura lauren laurie lea leah lee lena leo leon leonard leonie leslie lewis liam lily lina linda lisa liz logan
lois lola lorna lotte louis louisa louise lucas lucia lucy luis luisa luka lukas luke luna lydia lynn mabel madison maggie
maja manuel marc marcel marco marcus margaret maria marian marianne marie marilyn marina mario marion mark marko marta
martha martin martina mary mason mateo matilda matt matthew maud maureen max maya megan melanie melissa mia michael michelle
miguel mike mila miles millie milo mina miriam mohammed molly mona monica morgan myra nadia nadine nancy naomi natalia natalie
natasha nathan neil nell nick nicholas nico nicola nicole nigel nina noah noel nora norman olga oliver olivia oscar otto owen
pam pamela pat patricia patrick paul paula pauline pedro peggy penny peter petra phil philip phoebe phyllis pia poppy rachel
ralph ravi ray raymond rebecca reece renata renee rhys ricardo richard rick rita rob robert robin roger roland roman ron
ronald rory rosa rose rosie ross roy ruby rupert russell ruth ryan sabine sally sam samantha samuel sandra sara sarah sasha
saul scarlett scott sean sebastian selma sergio seth shane sharon shaun shawn sheila shirley sid silvia simon simone sofia
sonia sonja sophia sophie stacey stan stanley stella stephanie stephen steve steven stewart stuart sue susan susanne suzanne
sven sylvia tamara tanya tara ted teresa terry thea theo theresa thomas tia tiffany tim tina toby todd tom tomas tommy toni
tony tracy trevor tyler ursula valerie vanessa vera verity veronica victor victoria vincent viola violet virginia vivian wade
walter wanda wayne wendy wesley will william willow winston yasmin yvonne zac zach zara zoe
`

// Places whose names are like others'.
const wellKnownPlaces = `
africa amsterdam argentina asia athens atlanta australia austria bali bangkok barcelona bath beijing belfast belgium berlin
boston brazil brighton bristol britain brussels budapest bulgaria cairo california cambridge canada cardiff chicago chile
china colombia cornwall croatia cuba cyprus dallas delhi denmark denver devon dover dubai dublin egypt england essex europe
fiji finland florida france geneva germany ghana glasgow granada greece greenland hawaii holland houston hungary iceland
india indonesia iran iraq ireland israel italy jamaica japan jordan kansas kent kenya korea kyoto latvia leeds lima london
madrid malaga mali malta manchester marseille mexico miami milan monaco morocco moscow nepal netherlands nevada nice niger
nigeria normandy norway oslo oxford pakistan panama paris peru philippines poland porto portugal prague quebec rio romania
russia salzburg scotland seattle senegal seoul serbia seville siberia sicily singapore slovakia slovenia somerset spain
stockholm suffolk surrey sussex sweden switzerland sydney syria taiwan texas thailand tokyo toronto tunisia turin turkey
tuscany uganda ukraine utah valencia vancouver vienna vietnam wales warsaw york zagreb zanzibar
`
