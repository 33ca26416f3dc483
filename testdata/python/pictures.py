"""Input pictures, painted from nothing so that they are free to ship.

python pictures.py FOLDER
"""

import sys
from pathlib import Path

import numpy as np
from PIL import Image

import world
from paint import Canvas


def house_by_the_lake() -> Image.Image:
    """A lake at sunset, mountains, and a house with a light in its window."""
    c = Canvas(512, 384, seed=1)
    horizon, sun = 0.6, (0.95, 0.5)
    c.rgb = c.gradient((0, (0.16, 0.24, 0.48)), (0.35, (0.62, 0.45, 0.55)), (0.6, (1.0, 0.66, 0.34)))
    clouds = np.clip(c.noise(3, 9) - 0.3, 0, 1) * np.clip(1.2 - 1.8 * c.y, 0, 1)
    c.paint(0.8 * clouds, (0.98, 0.62, 0.5))
    distance = np.hypot(c.x - sun[0], c.y - sun[1])
    c.rgb += (np.exp(-distance * 9) * 0.5)[..., None] * (1.0, 0.7, 0.35)
    c.paint(c.inside(distance - 0.045), (1.0, 0.93, 0.75))
    for height, bumps, colour in (
        (0.17, 3, (0.5, 0.4, 0.5)),
        (0.11, 6, (0.34, 0.3, 0.42)),
        (0.05, 14, (0.16, 0.18, 0.24)),
    ):
        ridge = c.noise(bumps, 1)[c.h // 2]
        c.paint(c.inside(horizon - height * (0.6 + 0.3 * ridge) - c.y), colour)

    above = int(horizon * c.h)
    rows = np.clip(2 * above - np.arange(c.h), 0, above - 1)
    ripple = c.noise(9, 60, octaves=3) * 0.012 * np.clip((c.y - horizon) * 8, 0, 1)
    columns = np.clip(np.arange(c.w) + (ripple * c.h).astype(int), 0, c.w - 1)
    mirror = np.clip(rows[:, None] + (ripple * c.h).astype(int), 0, above - 1)
    c.paint(c.inside(horizon - c.y), c.rgb[mirror, columns] * (0.72, 0.76, 0.9))

    shore = 0.8 + 0.02 * c.noise(4, 1)[c.h // 2] - 0.12 * np.exp(-(((c.x - 0.3) / 0.3) ** 2))
    grass = np.array((0.17, 0.2, 0.1)) * (1 + 0.25 * c.noise(60, 40)[..., None])
    c.paint(c.inside(shore - c.y), grass)
    c.paint(c.polygon((0.2, 0.5), (0.42, 0.5), (0.42, 0.75), (0.2, 0.75)), (0.55, 0.36, 0.28))
    c.paint(c.polygon((0.42, 0.5), (0.5, 0.52), (0.5, 0.73), (0.42, 0.75)), (0.78, 0.5, 0.34))
    c.paint(c.polygon((0.38, 0.36), (0.41, 0.36), (0.41, 0.45), (0.38, 0.45)), (0.3, 0.2, 0.2))
    c.paint(c.polygon((0.24, 0.38), (0.46, 0.38), (0.44, 0.51), (0.17, 0.51)), (0.33, 0.14, 0.14))
    c.paint(c.polygon((0.46, 0.38), (0.53, 0.53), (0.44, 0.51)), (0.5, 0.2, 0.16))
    for x in (0.23, 0.34):
        c.paint(c.polygon((x, 0.56), (x + 0.05, 0.56), (x + 0.05, 0.63), (x, 0.63)), (1.0, 0.86, 0.5))
        c.paint(c.stroke((x + 0.025, 0.56), (x + 0.025, 0.63), 0.006), (0.3, 0.18, 0.15))
    c.paint(c.polygon((0.295, 0.62), (0.33, 0.62), (0.33, 0.75), (0.295, 0.75)), (0.25, 0.16, 0.14))
    return c.picture()


def still_life() -> Image.Image:
    """Fruit on a wooden table, lit from a window at the left."""
    c = Canvas(384, 288, seed=2)
    c.rgb = np.array((0.44, 0.5, 0.52)) * (1.15 - 0.5 * c.x / 1.33 + 0.04 * c.noise(5, 5))[..., None]
    wood = 0.75 + 0.12 * c.noise(2, 60) + 0.05 * np.sin(60 * c.y + 4 * c.noise(2, 2))
    c.paint(c.inside(0.62 - c.y), np.array((0.6, 0.4, 0.23)) * wood[..., None])
    fruits = (
        (0.72, 0.52, 0.19, 0.19, (0.9, 0.5, 0.1)),
        (0.42, 0.6, 0.17, 0.16, (0.78, 0.12, 0.12)),
        (0.98, 0.63, 0.14, 0.13, (0.5, 0.68, 0.2)),
        (0.62, 0.76, 0.09, 0.085, (0.36, 0.12, 0.38)),
    )
    for x, y, rx, ry, _ in fruits:
        c.paint(0.6 * c.ellipse(x + 0.09, y + 0.85 * ry, 1.15 * rx, 0.3 * ry, blur=0.07), (0.12, 0.08, 0.06))
    for x, y, rx, ry, colour in fruits:
        skin = np.array(colour) * (1 + 0.06 * c.noise(30, 30)[..., None])
        c.ball(x, y, rx, ry, skin, gloss=0.5)
    c.paint(c.stroke((0.42, 0.47), (0.45, 0.4), 0.014), (0.25, 0.16, 0.08))
    c.paint(c.stroke((0.98, 0.52), (0.96, 0.46), 0.012), (0.28, 0.2, 0.1))
    return c.picture(grain=0.004)


def cat() -> Image.Image:
    """A ginger cat on a carpet."""
    c = Canvas(512, 384, seed=3)
    c.rgb = np.array((0.66, 0.72, 0.68)) * (1.1 - 0.3 * c.y + 0.02 * c.noise(40, 3))[..., None]
    weave = 1 + 0.2 * c.noise(70, 50, octaves=3) + 0.12 * np.sign(np.sin(50 * c.x + 30 * c.y))
    c.paint(c.inside(0.7 - c.y), np.array((0.28, 0.3, 0.5)) * weave[..., None])
    c.paint(0.6 * c.ellipse(0.74, 0.9, 0.42, 0.07, blur=0.08), (0.08, 0.08, 0.12))
    stripes = 1 - 0.28 * np.clip(np.sin(46 * c.y + 5 * c.noise(3, 3)), 0, 1)
    fur = np.array((0.9, 0.53, 0.22)) * (stripes * (1 + 0.08 * c.noise(130, 130, octaves=3)))[..., None]
    for t in np.linspace(0, 1, 24):
        c.ball(0.93 + 0.2 * np.sin(2.2 * t), 0.88 - 0.33 * t**1.5, 0.05, 0.05, fur, gloss=0)
    c.ball(0.68, 0.68, 0.27, 0.26, fur, gloss=0)
    for x in (0.52, 0.68):
        c.ball(x, 0.9, 0.075, 0.05, (0.95, 0.88, 0.8), gloss=0)
    for side in (-1, 1):
        ear = [(0.58 + side * 0.17, 0.13), (0.58 + side * 0.19, 0.34), (0.58 + side * 0.04, 0.26)]
        ear = ear if side > 0 else ear[::-1]
        c.paint(c.polygon(*ear), fur * 0.85)
        c.paint(
            0.7 * c.polygon(*[(x * 0.7 + 0.174 + side * 0.036, y * 0.7 + 0.075) for x, y in ear]), (0.85, 0.5, 0.45)
        )
    c.ball(0.58, 0.38, 0.21, 0.18, fur, gloss=0)
    c.paint(0.85 * c.ellipse(0.58, 0.47, 0.1, 0.065, blur=0.03), (0.96, 0.9, 0.84))
    for side in (-1, 1):
        c.ball(0.58 + side * 0.085, 0.36, 0.04, 0.034, (0.55, 0.72, 0.2), gloss=0.8)
        c.paint(c.ellipse(0.58 + side * 0.085, 0.36, 0.011, 0.03), (0.05, 0.05, 0.05))
        c.paint(c.ellipse(0.57 + side * 0.085, 0.347, 0.008, 0.008), (1, 1, 1))
        for lift in (-0.03, 0.0, 0.03):
            c.paint(
                0.8 * c.stroke((0.58 + side * 0.05, 0.46), (0.58 + side * 0.27, 0.44 + lift), 0.003), (0.97, 0.97, 0.95)
            )
    c.paint(c.polygon((0.56, 0.425), (0.6, 0.425), (0.58, 0.45)), (0.75, 0.35, 0.35))
    return c.picture()


def portrait() -> Image.Image:
    """A woman with a scarf before evening lights, in portrait format."""
    c = Canvas(384, 512, seed=4)
    c.rgb = c.gradient((0, (0.1, 0.13, 0.25)), (1, (0.3, 0.2, 0.24)))
    for _ in range(40):
        x, y, r = c.random.uniform(0, 0.75), c.random.uniform(0, 0.7), c.random.uniform(0.015, 0.05)
        c.paint(0.45 * c.ellipse(x, y, r, r, blur=0.008), c.random.uniform((0.6, 0.35, 0.15), (1.0, 0.8, 0.6)))
    strands = 1 + 0.25 * np.sin(90 * c.x + 4 * c.noise(3, 2))
    hair = np.array((0.26, 0.15, 0.1)) * strands[..., None]
    skin = np.array((0.86, 0.62, 0.5)) * (1 + 0.012 * c.noise(60, 60)[..., None])
    c.ball(0.375, 0.42, 0.21, 0.26, hair, gloss=0)
    c.paint(c.polygon((0.17, 0.42), (0.58, 0.42), (0.6, 0.75), (0.15, 0.75)), hair * 0.6)
    c.ball(0.375, 0.62, 0.075, 0.14, skin * 0.85, gloss=0)
    c.ball(0.375, 1.0, 0.36, 0.29, np.array((0.2, 0.32, 0.36)) * (1 + 0.1 * c.noise(90, 90)[..., None]), gloss=0)
    c.ball(0.375, 0.745, 0.17, 0.065, np.array((0.75, 0.25, 0.2)) * (1 + 0.2 * np.sin(80 * c.x))[..., None], gloss=0)
    c.ball(0.375, 0.43, 0.145, 0.2, skin, gloss=0.05)
    c.paint(c.ellipse(0.375, 0.245, 0.15, 0.075, blur=0.02), hair)
    for side in (-1, 1):
        x = 0.375 + side * 0.06
        c.paint(c.ellipse(x, 0.42, 0.028, 0.013), (0.95, 0.93, 0.9))
        c.paint(c.ellipse(x, 0.42, 0.012, 0.012), (0.2, 0.3, 0.35))
        c.paint(c.ellipse(x, 0.42, 0.005, 0.005), (0.02, 0.02, 0.02))
        c.paint(c.ellipse(x - 0.004, 0.416, 0.003, 0.003), (1, 1, 1))
        c.paint(
            0.9 * c.stroke((x - 0.03, 0.39 + side * 0.004), (x + 0.03, 0.39 - side * 0.004), 0.009), (0.2, 0.12, 0.09)
        )
        c.paint(0.25 * c.ellipse(x + side * 0.02, 0.5, 0.035, 0.025, blur=0.03), (0.85, 0.3, 0.28))
    c.paint(0.35 * c.stroke((0.39, 0.42), (0.395, 0.495), 0.012), (0.5, 0.3, 0.24))
    c.paint(0.9 * c.ellipse(0.375, 0.555, 0.042, 0.014, blur=0.006), (0.7, 0.24, 0.24))
    c.paint(0.7 * c.stroke((0.335, 0.554), (0.415, 0.554), 0.003), (0.4, 0.12, 0.12))
    return c.picture()


def save_turned(picture: Image.Image, path: Path) -> None:
    """As a phone held upright stores it: the rows of the sensor, and EXIF orientation 6, 'turn right to view'."""
    exif = Image.Exif()
    exif[0x0112] = 6
    picture.transpose(Image.Transpose.ROTATE_90).save(path, quality=88, exif=exif)


def shapes() -> Image.Image:
    """A scene of the drawn world, in which the tiny model that ships can edit."""
    star = {"shape": "star", "color": "red", "size": "big", "pos": (16, 16)}
    circle = {"shape": "circle", "color": "blue", "size": "big", "pos": (48, 44)}
    return Image.fromarray(world.render({"bg": "white", "objs": [star, circle]}))


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    house_by_the_lake().save(folder / "lake.jpg", quality=88)
    still_life().save(folder / "fruit.png", optimize=True)
    cat().save(folder / "cat.jpg", quality=88)
    shapes().save(folder / "shapes.png", optimize=True)
    save_turned(portrait(), folder / "portrait.jpg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
