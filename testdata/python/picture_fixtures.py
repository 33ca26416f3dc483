"""Writes the files of the tests in org.flux4j.picture: pictures of many kinds with what Pillow reads from them, and
pictures with what Pillow makes of them by LANCZOS. Raw RGB bytes are in NAME.rgb. kinds.tar.gz is the work of
picture_kinds.py. Pictures that lie in the folder already are read, too: those that users met.

    python picture_fixtures.py ../../flux-core/src/test/resources/org/flux4j/picture
"""

import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import picture_kinds
from PIL import Image, ImageCms, ImageOps, PngImagePlugin

RANDOM = np.random.default_rng(7)
GRAY, RGB, PALETTE, GRAY_ALPHA, RGBA = 0, 2, 3, 4, 6
CHANNELS = {GRAY: 1, RGB: 3, PALETTE: 1, GRAY_ALPHA: 2, RGBA: 4}


def png(width: int, height: int, depth: int, kind: int, *extra: tuple[bytes, bytes]) -> bytes:
    """A PNG file of random samples, without the help of a library: Pillow does not write every kind."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row_bytes = (width * depth * CHANNELS[kind] + 7) // 8
    rows = b"".join(b"\0" + RANDOM.bytes(row_bytes) for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    parts = [(b"IHDR", header), *extra, (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def png_files(folder: Path) -> None:
    gamma = (b"gAMA", struct.pack(">I", 100000))
    colours = (b"PLTE", RANDOM.bytes(3 * 16))
    profile = (b"iCCP", b"other\0\0" + zlib.compress(foreign_profile()))
    files = {
        "gray1": png(13, 5, 1, GRAY),
        "gray2": png(13, 5, 2, GRAY),
        "gray4": png(13, 5, 4, GRAY),
        "gray8": png(13, 5, 8, GRAY, gamma),
        "gray8-transparent": png(13, 5, 8, GRAY, (b"tRNS", b"\0\x12")),
        "gray-alpha8": png(13, 5, 8, GRAY_ALPHA),
        "gray-alpha16": png(13, 5, 16, GRAY_ALPHA),
        "rgb8": png(13, 5, 8, RGB, gamma),
        "rgb8-transparent": png(13, 5, 8, RGB, (b"tRNS", b"\0\1\0\2\0\3")),
        "rgb8-profile": png(13, 5, 8, RGB, profile),
        "rgb16": png(13, 5, 16, RGB),
        "rgba8": png(13, 5, 8, RGBA),
        "rgba16": png(13, 5, 16, RGBA),
        "palette2": png(13, 5, 2, PALETTE, colours),
        "palette4-transparent": png(13, 5, 4, PALETTE, colours, (b"tRNS", b"\0\x80")),
        "exif": png(13, 5, 8, RGB, (b"eXIf", exif(6))),
        "exif-damaged": png(13, 5, 8, RGB, (b"eXIf", exif(6)[:12])),
    }
    for name, content in files.items():
        (folder / f"{name}.png").write_bytes(content)


def exif(orientation: int) -> bytes:
    notes = Image.Exif()
    notes[0x010F] = "a camera"
    notes[0x0112] = orientation
    return notes.tobytes().removeprefix(b"Exif\0\0")


def jpeg_files(folder: Path) -> None:
    blocks = np.kron(RANDOM.integers(0, 256, (3, 3, 3)), np.ones((8, 8, 1)))[:19, :22]
    picture = Image.fromarray((0.7 * blocks + np.linspace(0, 70, 22)[None, :, None]).astype(np.uint8))
    for name, subsampling in [("444", 0), ("422", 1), ("420", 2)]:
        picture.save(folder / f"{name}.jpg", quality=85, subsampling=subsampling)
    picture.save(folder / "progressive.jpg", quality=85, progressive=True)
    picture.save(folder / "rgb.jpg", keep_rgb=True)
    picture.convert("L").save(folder / "gray.jpg")
    picture.convert("CMYK").save(folder / "cmyk.jpg")
    picture.save(folder / "profile.jpg", icc_profile=foreign_profile())
    for orientation in range(1, 9):
        picture.save(folder / f"orientation{orientation}.jpg", exif=b"Exif\0\0" + exif(orientation))


def foreign_profile() -> bytes:
    """sRGB with red and green exchanged: who applies it shows other colours."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"?XYZ").replace(b"gXYZ", b"rXYZ").replace(b"?XYZ", b"gXYZ")


def what_pillow_reads(folder: Path) -> None:
    lines = []
    for path in sorted([*folder.glob("*.png"), *folder.glob("*.jpg")]):
        picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
        write_rgb(folder / f"{path.name}.rgb", picture)
        lines.append(f"{path.name} {picture.width} {picture.height}")
    (folder / "pictures.txt").write_text("\n".join(lines) + "\n")


def text_file(folder: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("seed", "42")
    info.add_itxt("prompt", "ein Fuchs im Schnee 🦊, 北海道", lang="de", tkey="Anweisung")
    info.add_text("compressed", "x" * 99, zip=True)
    Image.new("RGB", (2, 2)).save(folder / "text.png", pnginfo=info)


def lanczos_files(folder: Path) -> None:
    lines = []
    for width, height, sizes in [
        (1, 1, [(5, 7)]),
        (17, 13, [(31, 13), (17, 29), (5, 3), (40, 6), (17, 13)]),
        (33, 47, [(64, 48), (16, 16)]),
        (2, 250, [(9, 3), (3, 300)]),
    ]:
        pixels = RANDOM.integers(0, 256, (height, width, 3))
        pixels[: height // 2] = 255 * (pixels[: height // 2] > 127)  # overshoots
        picture = Image.fromarray(pixels.astype(np.uint8))
        write_rgb(folder / f"{width}x{height}.rgb", picture)
        for size in sizes:
            name = f"{width}x{height}-{size[0]}x{size[1]}.rgb"
            write_rgb(folder / name, picture.resize(size, Image.Resampling.LANCZOS))
            lines.append(f"{width} {height} {size[0]} {size[1]}")
    (folder / "lanczos.txt").write_text("\n".join(lines) + "\n")


def write_rgb(path: Path, picture: Image.Image) -> None:
    path.write_bytes(np.asarray(picture).tobytes())


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    png_files(target)
    jpeg_files(target)
    what_pillow_reads(target)
    text_file(target)
    lanczos_files(target)
    picture_kinds.write(target / "kinds.tar.gz", Image.open(target / "orientation1.jpg").convert("RGB"))
