"""A small painter: soft shapes, lit balls and noise on a canvas, in numpy."""

import numpy as np
from PIL import Image

Colour = tuple[float, float, float]


class Canvas:
    """Colours from 0 to 1; y runs from 0 at the top to 1 at the bottom, x from 0 to the aspect ratio."""

    def __init__(self, width: int, height: int, seed: int, scale: int = 2):
        self.size = (width, height)
        self.h, self.w = scale * height, scale * width
        self.random = np.random.default_rng(seed)
        self.y, self.x = np.mgrid[: self.h, : self.w] / self.h
        self.pixel = 1 / self.h
        self.rgb = np.zeros((self.h, self.w, 3))

    def paint(self, cover: np.ndarray, colour) -> None:
        """Lays a colour, or one per pixel, over the canvas where cover is 1."""
        cover = np.clip(cover, 0, 1)[..., None]
        self.rgb = self.rgb * (1 - cover) + np.asarray(colour, dtype=float) * cover

    def inside(self, distance: np.ndarray, blur: float = 0.0) -> np.ndarray:
        """1 where the distance is negative, 0 where it is positive, with an edge of a pixel or of width blur."""
        return np.clip(0.5 - distance / max(blur, self.pixel), 0, 1)

    def ellipse(self, cx: float, cy: float, rx: float, ry: float, blur: float = 0.0) -> np.ndarray:
        radius = np.hypot((self.x - cx) / rx, (self.y - cy) / ry)
        return self.inside((radius - 1) * min(rx, ry), blur)

    def polygon(self, *points: tuple[float, float]) -> np.ndarray:
        """A convex polygon, its corners in clockwise order as seen."""
        cover = np.ones((self.h, self.w))
        for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
            length = np.hypot(x1 - x0, y1 - y0)
            side = ((x1 - x0) * (self.y - y0) - (y1 - y0) * (self.x - x0)) / length
            cover = np.minimum(cover, self.inside(-side))
        return cover

    def stroke(self, start: tuple[float, float], end: tuple[float, float], width: float) -> np.ndarray:
        along = np.subtract(end, start)
        t = ((self.x - start[0]) * along[0] + (self.y - start[1]) * along[1]) / (along @ along)
        t = np.clip(t, 0, 1)
        return self.inside(np.hypot(self.x - start[0] - t * along[0], self.y - start[1] - t * along[1]) - width / 2)

    def noise(self, columns: float, rows: float, octaves: int = 5) -> np.ndarray:
        """Fractal noise of mean 0 and deviation 1; columns and rows are the number of its coarsest bumps."""
        total = np.zeros((self.h, self.w))
        for octave in range(octaves):
            size = (int(rows * 2**octave) + 2, int(columns * 2**octave) + 2)
            bumps = Image.fromarray(self.random.normal(size=size).astype(np.float32))
            total += np.asarray(bumps.resize((self.w, self.h), Image.Resampling.BICUBIC)) * 0.5**octave
        return (total - total.mean()) / total.std()

    def ball(
        self, cx: float, cy: float, rx: float, ry: float, colour, light=(-0.5, -0.6, 0.62), gloss: float = 0.3
    ) -> None:
        """An ellipsoid under one lamp: ambient and diffuse light and a highlight."""
        nx, ny = (self.x - cx) / rx, (self.y - cy) / ry
        nz = np.sqrt(np.clip(1 - nx**2 - ny**2, 0, 1))
        diffuse = np.clip(nx * light[0] + ny * light[1] + nz * light[2], 0, 1)
        shine = np.clip(2 * diffuse * nz - light[2], 0, 1) ** 40
        shaded = np.asarray(colour) * (0.22 + 0.85 * diffuse[..., None]) + gloss * shine[..., None]
        self.paint(self.ellipse(cx, cy, rx, ry), shaded)

    def gradient(self, *stops: tuple[float, Colour]) -> np.ndarray:
        """Colours from top to bottom, given at some heights."""
        heights, colours = zip(*stops)
        return np.stack([np.interp(self.y, heights, channel) for channel in zip(*colours)], axis=-1)

    def picture(self, grain: float = 0.012) -> Image.Image:
        """What a camera would make of it: darker corners, grain, 8 bits."""
        centre = np.hypot(self.x - self.w / self.h / 2, self.y - 0.5)
        rgb = self.rgb * (1 - 0.35 * centre**2)[..., None]
        small = rgb.reshape(self.size[1], self.h // self.size[1], self.size[0], self.w // self.size[0], 3).mean((1, 3))
        small += self.random.normal(scale=grain, size=(*small.shape[:2], 1))
        return Image.fromarray((np.clip(small, 0, 1) * 255 + 0.5).astype(np.uint8))
