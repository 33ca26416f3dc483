"""Writes the expected values of the tests in org.flux4j.train.world: what world.py draws, says, holds out and judges. Pictures are
given by the CRC-32 of their RGB bytes; the first four scenes are PNG files as well, for people to see.

    python world_fixtures.py ../../flux-core/src/test/resources/org/flux4j/train/world
"""

import itertools
import json
import random
import sys
import zlib
from pathlib import Path

import numpy as np
import world
from PIL import Image

RNG = random.Random(9)


def crc(picture):
    return f"{zlib.crc32(np.ascontiguousarray(picture, np.uint8).tobytes()):08x}"


def stamps():
    """Every shape at ten radii, anywhere: most are cut off by the edge of the picture."""
    for shape, r in itertools.product(world.SHAPES, range(5, 15)):
        x, y, color = RNG.randrange(-2, 67), RNG.randrange(-2, 67), RNG.choice(list(world.COLORS))
        picture = np.full((world.SIZE, world.SIZE, 3), world.BGS["white"], np.int32)
        world.stamp(picture, shape, world.COLORS[color], x, y, r)
        yield dict(shape=shape, radius=r, color=color, pos=(x, y), crc=crc(picture))


def scenes():
    for _ in range(240):
        s = world.rand_scene(RNG, RNG.choice([0, 1, 2, 3, 3, 4]), held=True)
        yield dict(scene=s, crc=crc(world.render(s)))


def edits():
    """Edits with all that is to be known about them. An output is a blend of the target and one of the alternatives."""
    for kind, held, _ in itertools.product(world.KINDS, (False, True), range(8)):
        e = world.eval_edit(RNG, kind, held)
        outputs = []
        for _ in range(4):
            i, w = RNG.randrange(len(e["alt"])), RNG.randrange(RNG.choice([4, 17]))
            error, near, psnr = world.score_edit(e, blend(e["tgt"], e["alt"][i], w))
            outputs.append(dict(alternative=i, weight=w, error=error, nearest=bool(near), preservation=psnr))
        yield dict(
            **change(e),
            held=held,
            input=crc(e["src"]),
            target=crc(e["tgt"]),
            alternatives=[crc(a) for a in e["alt"]],
            trainable=[world.trainable(kind, e["s"], v if kind == "remove" else e["o"], v, t) for v, t in e["V"].items()],
            outputs=outputs,
        )


def change(e):
    """The scene, and what is done to it; for a box, value is the object that is added."""
    value = e["t"]["objs"][-1] if e["kind"] == "box" else e["v"]
    return dict(kind=e["kind"], scene=e["s"], object=e["o"], value=value)


def instructions():
    """Every instruction for one edit of each kind, two of resize."""
    for kind in [*world.KINDS, "resize"]:
        e = world.eval_edit(RNG, kind, False)
        while kind == "resize" and e["v"] == last:
            e = world.eval_edit(RNG, kind, False)
        last = e["v"]
        thing = None if kind in ("box", "background") else e["s"]["objs"][e["o"]]
        texts = every(lambda rng: world.say(rng, kind, e["v"], thing))
        yield dict(**change(e), plain=world.say(RNG, kind, e["v"], thing, plain=True), texts=texts)


def captions():
    """Scenes of one or two objects in the middle of their cells, every caption of each, and outputs that are judged."""
    for i in range(24):
        s = centred(world.rand_scene(RNG, 1 + i % 2, held=i % 3 == 0))
        if i % 4 == 0:
            s["bg"] = "white"
        if i % 4 < 2:
            s["objs"] = [dict(o, size="big") for o in s["objs"]]
        outputs = []
        for w in (0, RNG.randrange(4, 9), RNG.randrange(9, 17)):
            other = centred(world.rand_scene(RNG, RNG.choice([1, 2, 3]), held=True))
            wrong, background = world.score_caption(s, blend(world.render(s), world.render(other), w))
            outputs.append(dict(scene=other, weight=w, wrong=wrong, background=background))
        held = any(world.cs(o) in world.HOLD_CS for o in s["objs"])
        yield dict(scene=s, held=held, texts=every(lambda rng: world.caption(rng, s)), outputs=outputs)


def centred(s):
    return dict(s, objs=[dict(o, pos=world.CELLS[world.cell(o)]) for o in s["objs"]])


def blend(a, b, w):
    return ((a.astype(np.int32) * (16 - w) + b.astype(np.int32) * w + 8) >> 4).astype(np.uint8)


def every(say):
    """All texts that a function of a random generator may return."""
    texts, todo = set(), [[]]
    while todo:
        rng = Scripted(todo.pop())
        texts.add(say(rng))
        todo += rng.untried
    return sorted(texts)


class Scripted:
    """A random generator whose first choices are given; it then takes the first option, and notes the others."""

    def __init__(self, choices):
        self.choices, self.made, self.untried = choices, 0, []

    def option(self, count):
        if self.made == len(self.choices):
            self.untried += [[*self.choices, i] for i in range(1, count)]
            self.choices = [*self.choices, 0]
        self.made += 1
        return self.choices[self.made - 1]

    def random(self):
        return (0.0, 0.999)[self.option(2)]

    def choice(self, options):
        return options[self.option(len(options))]

    def shuffle(self, values):
        orders = list(itertools.permutations(values))
        values[:] = orders[self.option(len(orders))]


def held_out():
    return dict(everywhere=pairs(world.HOLD_CS), **{kind: pairs(held) for kind, held in world.HOLD_K.items()})


def pairs(held):
    return sorted(" ".join(pair) for pair in held)


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    drawn = list(scenes())
    write(folder / "scenes.jsonl", drawn)
    for i, row in enumerate(drawn[:4]):
        Image.fromarray(world.render(row["scene"])).save(folder / f"scene{i + 1}.png", optimize=True)
    write(folder / "stamps.jsonl", stamps())
    write(folder / "edits.jsonl", edits())
    write(folder / "instructions.jsonl", instructions())
    write(folder / "captions.jsonl", captions())
    write(folder / "held-out.jsonl", [held_out()])
