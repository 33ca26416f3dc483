"""The group `tokenize`: texts in many scripts and shapes, and what transformers makes of them.

    python tokenizer_cases.py TESTDATA FOLDER

The tokenizers are those of the tiny models, with all files, and the bare vocabularies in TESTDATA/tokenizers.
"""

import sys
import unicodedata
from pathlib import Path

import tokenizers
import torch
import transformers
from torch import tensor
from transformers import CLIPTokenizer, T5TokenizerFast

from golden import Case, save

SOURCE = f"transformers {transformers.__version__}, tokenizers {tokenizers.__version__}"
KINDS = {
    "clip": ("tokenize_clip", CLIPTokenizer, "tiny-random/tokenizer", "tokenizers/clip-merges-only"),
    "t5": ("tokenize_t5", T5TokenizerFast, "tiny-random/tokenizer_2", "tokenizers/t5-spiece-only"),
}

FAMILY = "\N{MAN}\u200d\N{WOMAN}\u200d\N{GIRL}"
TEXTS = {
    "prompt": "Replace the red bicycle with a golden steam train at sunset, photorealistic, 35mm lens, f/1.8",
    "empty": "",
    "blank": " \t\r\n  ",
    "contractions": "It's the cat's: don't we'll they've I'm you're he'd 'tis O'CLOCK WE'RE",
    "numbers": "3.50 1,000 14/03/1879 50% ½ ² Ⅻ ①",
    "spaces": "a  b\tc\nd\r\ne\u00a0f\u2009g\u3000h\u1680i\u202fj\u0085k  ",
    "invisible": "a\u200bb\u200cc\u200dd\u2060e\ufefff\u00adg\u200eh",
    "controls": "\u0001a\u0000b\u000bc\u001cd\u007fe\u009ff",
    "combining": unicodedata.normalize("NFD", "crème brûlée Ångström Việt") + " q\u0307\u0323 \u0301a",
    "clusters": "e\u0301 ﬁ\u0301 \u3000\u0301x 각\u11a8 \u1112\u1161\u11ab क्षि กำ",
    "compatibility": "ﬁ ﬂ ﬃ ＦＵＬＬ ｶﾞ ㍿ ㎏ ™ № … ‥ Å Ω ſ ẛ̣ ﷺ",
    "case": "STRASSE ẞ İstanbul ΟΔΟΣ ΣΑΣ Ǆ ÉCLAIR",
    "emoji": f"cats 🐱🐱 thumbs 👍🏽 {FAMILY} flags 🇩🇪🇫🇷 heart ❤\ufe0f rainbow 🏳\ufe0f\u200d🌈 key 1\ufe0f\u20e3",
    "german": "Ersetze den blauen Himmel; füge größere Bäume hinzu!",
    "vietnamese": "Thêm một con mèo bên cạnh cửa sổ",
    "russian": "Замени красную машину на велосипед",
    "greek": "Πρόσθεσε μια γάτα δίπλα στο παράθυρο",
    "arabic": "أضف قطة صغيرة بجانب النافذة ﻻ لَا",
    "hebrew": "החלף את המכונית \u05d0\u05b1\u05dc\u05b9\u05d4\u05b4\u05d9\u05dd",
    "hindi": "कृपया पृष्ठभूमि में एक पहाड़ जोड़ें ज़ \u0958",
    "thai": "เปลี่ยนสีท้องฟ้าเป็นสีส้ม น้ำ",
    "chinese": "把红色的汽车换成自行车,背景保持不变。繁體字龘",
    "japanese": "空を夕焼けにして、窓のそばに猫を追加してください。「括弧」",
    "korean": "하늘을 더 어둡게 하고 고양이를 추가해",
    "rare-scripts": "ᚠᚢᚦ 𐍈𐌰𐌹 𓀀 ꦗꦮ ᓀᐦ \U0001d400\U0001d7d8",
    "signs": '"quotes" “curly” ‘x’ «g» — – … !!! ?! <b> {a} [b] a_b ~#@^ https://example.com/?a=b&c=d',
    "unassigned": "a\u0378b \ufdd0 \ufffd \ufffc \U000e0041 \U0010ffff",
    "end-of-word": "a</w>b </w> w</w>",
    "special-clip": "a <|endoftext|>b<|startoftext|> c!<|endoftext|>!",
    "special-clip-case": "a <|ENDOFTEXT|>! <|StartOfText|> ..<|endoftext|",
    "special-t5": "a <extra_id_0> b<extra_id_99>c <extra_id_100> </s> <pad><unk>",
    "special-t5-wide": "＜/s＞ x＜unk＞y ▁a▁▁b ▁",
    "long-words": "word " * 80,
    "long-word": "abcdefghij" * 40,
    "long-signs": "🐱!" * 70,
}
CUT = {"prompt": 8, "numbers": 2, "japanese": 16}
BARE = ("prompt", "empty", "emoji", "combining", "special-clip", "special-clip-case", "special-t5", "spaces")


def cases(testdata: Path, kind: str) -> list[tuple[Case, list[int]]]:
    op, tokenizer_class, full, bare = KINDS[kind]
    made = []
    for folder, names in ((full, TEXTS), (bare, BARE)):
        tokenizer = tokenizer_class.from_pretrained(testdata / folder)
        usual = 77 if kind == "clip" else 128
        jobs = [("", name, usual) for name in names]
        jobs += [("-cut", name, length) for name, length in CUT.items() if name in names]
        for suffix, name, length in jobs:
            text = TEXTS[name]
            ids = tokenizer(text, padding="max_length", truncation=True, max_length=length).input_ids
            variant = "" if folder == full else f"-{Path(folder).name}"
            attrs = {"text": text, "max_length": length, "tokenizer": f"../{folder}"}
            made.append((Case(f"{op}{variant}-{name}{suffix}", op, None, {}, attrs=attrs, source=SOURCE), ids))
    return made


def main(testdata: Path, folder: Path) -> None:
    for kind in KINDS:
        for case, ids in cases(testdata, kind):
            save(case, {"input_ids": tensor(ids, dtype=torch.int64)}, 0.0, 0.0, folder / "tokenize")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
