"""The text our own small tokenizers are trained on: image-editing prompts, and sentences in other languages and scripts.

Written for this project; free to use as the rest of it.
"""

import random

NOUNS = """accordion airplane anchor angel apple apron armchair astronaut axe backpack balcony balloon banana bandage barn barrel
basket bat bathtub beach bear bed bee bench bicycle bird blanket boat book bookshelf boots bottle bowl box bread bridge broom
bucket building bus butterfly cabin cactus cake camel camera candle canoe car cardigan carpet carriage castle cat cathedral ceiling
chain chair chandelier cherry chess-board chicken child chimney church city clock cloud coat coffee coin compass cottage cow crab
crane crown cup curtain dancer deer desert desk diamond dinosaur dog dolphin donkey door dragon dress drum duck eagle earring egg
elephant engine envelope eyebrow face factory farmer feather fence field fire fireplace fish flag flamingo flower flute fog football
forest fork fountain fox frame frog fruit furniture garden gate ghost giraffe glass glasses gloves goat gramophone grandmother grape
grass guitar hair hammer hand harbour hat hedgehog helicopter helmet hill hippopotamus horizon horse hospital hotel house iceberg
island jacket jellyfish jewellery juggler jungle kangaroo kettle key kitchen kite knife knight ladder lake lamp lantern leaf lemon
letter library lighthouse lightning lion lizard lobster locomotive luggage magician mailbox man map market mask meadow microphone
mirror monkey moon motorcycle mountain mouse mug mushroom musician necklace neighbourhood newspaper night notebook oak ocean octopus
office onion orange orchestra ostrich owl painting palace panda parachute park parrot path peacock pear pencil penguin person
photograph piano picnic pier pig pigeon pillow pineapple pirate pizza planet plate pocket pond portrait postcard potato princess
pumpkin puppy pyramid queen rabbit railway rain rainbow raincoat refrigerator restaurant ribbon ring river road robot rocket roof
rose ruins sail sailor salad sandwich scarf school scissors sculpture seagull shadow sheep shell ship shirt shoe shop signboard
skateboard skeleton skirt sky skyscraper snail snake snow soldier spaceship sparrow spider spoon squirrel stairs star station statue
stone storm strawberry street submarine suitcase sun sunflower sunglasses sunset swan sword table taxi teacher teapot telephone
telescope television temple tent theatre tie tiger tomato tower town toy tractor train tree trumpet truck tulip tunnel turtle
umbrella unicorn uniform valley vase vegetable village violin volcano waiter wall watch water waterfall wave whale wheel window
wing winter witch wizard wolf woman wood workshop zebra"""
ADJECTIVES = """abandoned ancient angry antique autumnal beautiful big blooming blue blurred bright broken bronze brown burning busy calm
cheerful chubby clean cloudy coloured concrete copper cosy cracked crimson crowded curious curly dark decorated delicate dirty
distant dusty elegant emerald empty enormous fancy fat flat floating flying foggy foreign fragile frozen funny futuristic gentle
giant glittering glowing golden gothic green grey handsome happy heavy hidden high hollow huge icy inflatable invisible iron jolly
knitted large leather little lonely long magical marble medieval metallic misty modern muddy mysterious narrow neon new noisy
old orange oversized painted pale peaceful pink plastic playful polished porcelain purple quiet rainy red rich romantic rotten
round royal rusty sad scary serious shabby sharp shiny short silent silver sleeping slim slow small smiling smooth snowy soft
steep sticky striped strong sunny surprised tall tangled thick thin tiny tired torn translucent transparent tropical turquoise
ugly untouched velvet victorian vintage violet warm weathered wet white wild wise wooden woollen wrinkled yellow young"""
EDITS = """Replace {a} with {b}; Remove {a} from the picture; Add {b} behind {a}; Turn {a} into {b}; Make {a} look older;
Put {a} next to {b}; Change the colour of {a} to {adjective}; Change the background to {b}; Keep {a}, but make the sky {adjective};
Move {a} to the left; Make {a} smaller and {b} larger; Paint {a} {style}; Restore this photograph of {a}; Blur everything except {a};
It's {a}: don't change its position, only the light; Write "{word}" on {a}; Draw {a} {style}, {light}; {a}, {b}, {light}, {style};
Could you please take {a} away?; Swap {a} and {b}; Let {a} hold {b}; Rotate {a} by {number} degrees; Show {number} of them;
Zoom out until {b} becomes visible; Give {a} a {adjective} border, {number} pixels wide; Colourise {a}; Sharpen {a}, please"""
STYLES = """in watercolour; as a pencil sketch; in the style of an oil painting; as pixel art; as a woodcut print; in black and white;
as a low-poly 3D render; as a child's drawing; like a 1970s film still; as a stained-glass window; photorealistic, 35mm lens, f/1.8;
as an isometric illustration; as a charcoal drawing; in the manner of the impressionists; as a mosaic; embroidered on linen"""
LIGHTS = """at sunset; in soft morning light; under neon lights; with dramatic shadows; lit by a single candle; on a rainy day;
in bright daylight; backlit; under a starry sky; in thick fog; during a thunderstorm; at the blue hour; overexposed"""
WORDS = "OPEN; hello world; FLUX; Happy New Year 2025; EXIT; 50% off; Café; No. 7; welcome home; Don't Panic!; TAXI; Menu"

SENTENCES = """The quick brown fox jumps over the lazy dog, and we've seen that they're happy: I'm sure you'll agree.
Twenty-three people weren't there on 14 March 1879 at 10:45; it cost $3.50 (or 1,000 yen).
Nothing else should change; the person's identity, expression, hairstyle and pose must remain exactly the same.
Ersetze den blauen Himmel durch einen Sonnenuntergang und füge größere Bäume hinzu.
Mach das Bild wärmer, aber lass die Gesichter unverändert.
Ein alter Leuchtturm steht auf dem Felsen über dem ruhigen Meer, und der Nebel zieht langsam davon.
Remplace la voiture rouge par un vélo ; garde l'arrière-plan tel qu'il était.
Une forêt enchantée à l'aube, où naît un garçon très étonné.
Peins ce paysage comme une aquarelle, avec des couleurs douces et une lumière dorée.
Cambia el color del sombrero a verde y añade un niño pequeño a la izquierda. ¿Qué más?
Una calle tranquila después de la lluvia, con luces reflejadas en el suelo mojado.
Înlocuiește casa veche cu un castel și adaugă niște flori în grădină.
Un câine aleargă pe plajă, iar cerul devine portocaliu la apus.
Un gatto dorme sulla sedia; perché non aggiungere una finestra più grande?
Zamień psa na kota i dodaj żółte światło nad łąką, proszę.
Substitua a ponte por uma floresta; não altere a iluminação.
Vervang de fiets door een paard en maak de lucht donkerder.
Lägg till en björn på stranden och gör havet blåare.
Замени красную машину на велосипед и добавь больше света.
Старый маяк на скале, утренний туман, мягкий свет.
Πρόσθεσε μια γάτα δίπλα στο παράθυρο και κάνε τον ουρανό πιο σκούρο.
أضف قطة صغيرة بجانب النافذة واجعل السماء أكثر زرقة.
החלף את המכונית האדומה באופניים.
कृपया पृष्ठभूमि में एक पहाड़ जोड़ें और रंग बदलें।
ให้เปลี่ยนสีท้องฟ้าเป็นสีส้มและเพิ่มต้นไม้
把红色的汽车换成自行车,背景保持不变。
一只猫坐在窗边,夜空中有月亮和星星。
空を夕焼けにして、窓のそばに猫を追加してください。
古い灯台と静かな海、やわらかい朝の光。
하늘을 더 어둡게 하고 창문 옆에 고양이를 추가해 주세요.
오래된 등대와 조용한 바다, 부드러운 아침 빛.
Thêm một con mèo bên cạnh cửa sổ và làm bầu trời tối hơn.
Cats 🐱 and dogs 🐶 under a rainbow 🌈, hearts ❤️ and stars ✨."""


def prompts(count: int = 6000, seed: int = 7) -> list[str]:
    """English prompts from the templates, at random."""
    rng = random.Random(seed)

    def one(options: str) -> str:
        return rng.choice([option.strip() for option in options.split(";")])

    def thing() -> str:
        article = rng.choice(("the", "the", "this", "one", "my"))
        return f"{article} {rng.choice(ADJECTIVES.split())} {rng.choice(NOUNS.split())}"

    return [
        one(EDITS).format(
            a=thing(),
            b=thing(),
            adjective=rng.choice(ADJECTIVES.split()),
            style=one(STYLES),
            light=one(LIGHTS),
            word=one(WORDS),
            number=rng.randint(2, 360),
        )
        for _ in range(count)
    ]


def lines() -> list[str]:
    """The whole corpus; each sentence counts ten times."""
    return prompts() + 10 * SENTENCES.splitlines()
