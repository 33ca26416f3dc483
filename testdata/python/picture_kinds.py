"""Writes kinds.tar.gz, the pictures of PictureKindsTest and OrientationTest in org.flux4j.picture: kinds that few
programs write, and Pillow reads. In it, pictures.txt names each picture with its size and the file of the RGB bytes that
Pillow reads, which pictures of the same pixels share; lossy.txt does so for those that another decoder need not read in
just the same way; orientation.txt has Exif and XMP, in hexadecimal digits, with the orientation that Pillow finds in
them, to be put into plain.jpg, plain.png and plain.webp. picture_fixtures.py calls this.
"""

import gzip
import io
import struct
import tarfile
import warnings
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

RANDOM = np.random.default_rng(8)
XMP = b"http://ns.adobe.com/xap/1.0/\0"
EXIF = b"Exif\0\0"
SOF, DHT, SOS, DQT, APP0, APP1, APP14 = 0xC0, 0xC4, 0xDA, 0xDB, 0xE0, 0xE1, 0xEE

Segment = tuple[int, bytes]
Chunk = tuple[bytes, bytes]


def write(archive: Path, plain: Image.Image) -> None:
    pictures = {
        **jpeg_colours(),
        **jpeg_samplings(),
        **jpeg_codings(),
        **jpeg_orientations(plain),
        **png_orientations(plain),
        **png_layouts(),
        **webp_files(),
        **webp_orientations(plain),
        "plain.jpg": encode(plain, "JPEG"),
        "plain.png": encode(plain, "PNG"),
        "plain.webp": lossless(plain),
    }
    lossy = lossy_files()
    pixels: dict[bytes, str] = {}
    entries = {
        **pictures,
        **lossy,
        "pictures.txt": index(pictures, pixels),
        "lossy.txt": index(lossy, pixels),
        "orientation.txt": lines(orientation_lines(plain)),
        **{name: rgb for rgb, name in pixels.items()},
    }
    with gzip.GzipFile(archive, "wb", mtime=0) as packed, tarfile.open(fileobj=packed, mode="w") as file:
        for name, content in sorted(entries.items()):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            file.addfile(entry, io.BytesIO(content))


def index(pictures: dict[str, bytes], pixels: dict[bytes, str]) -> bytes:
    """The lines of pictures.txt; adds pixels that are not there yet."""
    found = []
    for name, content in sorted(pictures.items()):
        picture = ImageOps.exif_transpose(Image.open(io.BytesIO(content))).convert("RGB")
        rgb = pixels.setdefault(np.asarray(picture).tobytes(), f"{name}.rgb")
        found.append(f"{name} {picture.width} {picture.height} {rgb}")
    return lines(found)


def lines(texts: list[str]) -> bytes:
    return "".join(text + "\n" for text in texts).encode()


def random_picture(width: int, height: int) -> Image.Image:
    return Image.fromarray(RANDOM.integers(0, 256, (height, width, 3), dtype=np.uint8))


def encode(picture: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


# JPEG


def split(jpeg: bytes) -> tuple[list[Segment], bytes]:
    """The segments up to the first scan's header, and the rest."""
    segments = []
    at = 2
    while True:
        end = at + 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
        segments.append((jpeg[at + 1], jpeg[at + 4 : end]))
        at = end
        if segments[-1][0] == SOS:
            return segments, jpeg[at:]


def join(segments: list[Segment], rest: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segment(*part) for part in segments) + rest


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jfif() -> Segment:
    return APP0, b"JFIF\0\1\1\0\0\1\0\1\0\0"


def adobe(transform: int) -> Segment:
    return APP14, b"Adobe\0\x64\0\0\0\0" + bytes([transform])


def with_notes(jpeg: bytes, *notes: Segment) -> bytes:
    return jpeg[:2] + b"".join(segment(*note) for note in notes) + jpeg[2:]


def marked(jpeg: bytes, markers: list[Segment], ids: bytes) -> bytes:
    """The file with these segments in place of JFIF's and Adobe's, and these numbers of components."""
    segments, rest = split(jpeg)
    renumbered = []
    for marker, data in segments:
        first, step = {SOF: (6, 3), SOS: (1, 2)}.get(marker, (len(data), 1))
        changed = bytearray(data)
        changed[first : first + step * len(ids) : step] = ids if first < len(data) else b""
        if marker not in (APP0, APP14):
            renumbered.append((marker, bytes(changed)))
    return join(markers + renumbered, rest)


def jpeg_colours() -> dict[str, bytes]:
    markers = {
        "none": [],
        "jfif": [jfif()],
        "jfif-short": [(APP0, jfif()[1][:-1])],
        "jfxx": [(APP0, b"JFXX\0\x10" + bytes(20))],
        "avi1": [(APP0, b"AVI1" + bytes(10))],
        "adobe0": [adobe(0)],
        "adobe1": [adobe(1)],
        "adobe2": [adobe(2)],
        "adobe9": [adobe(9)],
        "adobe-short": [(APP14, adobe(0)[1][:-1])],
        "adobe-long": [(APP14, adobe(0)[1] + b"more")],
        "adobe1-adobe0": [adobe(1), adobe(0)],
        "jfif-adobe0": [jfif(), adobe(0)],
        "adobe0-jfif": [adobe(0), jfif()],
        "jfif-adobe2": [jfif(), adobe(2)],
    }
    ids3 = {
        "123": b"\1\2\3",
        "012": b"\0\1\2",
        "RGB": b"RGB",
        "rgb": b"rgb",
        "YCc": b"YCc",
        "BGR": b"BGR",
        "111": b"\1" * 3,
    }
    ids4 = {"1234": b"\1\2\3\4", "0123": b"\0\1\2\3", "CMYK": b"CMYK", "RGBA": b"RGBA"}
    blocks = Image.fromarray(np.kron(RANDOM.integers(0, 256, (2, 2, 3)), np.ones((4, 4, 1))).astype(np.uint8))
    rgb = encode(blocks, "JPEG", subsampling=0, optimize=True)
    cmyk = encode(blocks.convert("CMYK"), "JPEG", optimize=True)
    gray = encode(blocks.convert("L"), "JPEG", optimize=True)
    files = {}
    for name, segments in markers.items():
        for numbers, ids in ids3.items():
            files[f"colours3-{name}-{numbers}.jpg"] = marked(rgb, segments, ids)
        for numbers, ids in ids4.items():
            files[f"colours4-{name}-{numbers}.jpg"] = marked(cmyk, segments, ids)
        files[f"colours1-{name}.jpg"] = marked(gray, segments, b"\0")
    return files


def jpeg_samplings() -> dict[str, bytes]:
    picture = random_picture(21, 19)
    luminance = {
        "444": ["11", "11", "11"],
        "422": ["21", "11", "11"],
        "420": ["22", "11", "11"],
        "440": ["12", "11", "11"],
        "411": ["41", "11", "11"],
        "410": ["42", "11", "11"],
        "441": ["14", "11", "11"],
        "all-22": ["22", "22", "22"],
        "31": ["31", "11", "11"],
        "44": ["44", "22", "12"],
        "mixed": ["22", "21", "12"],
        "more-chroma": ["11", "12", "21"],
        "cmyk": ["22", "11", "11", "22"],
        "ycck": ["12", "11", "11", "12"],
        "gray": ["22"],
    }
    files = {}
    for name, factors in luminance.items():
        markers = {"cmyk": [adobe(0)], "ycck": [adobe(2)]}.get(name, [jfif()])
        files[f"sampling-{name}.jpg"] = scan_by_scan(picture, factors, markers)
    return files


def scan_by_scan(picture: Image.Image, factors: list[str], markers: list[Segment]) -> bytes:
    """A JPEG file with a scan for each component, taken from files of gray pictures."""
    bands = picture.convert({1: "L", 3: "YCbCr", 4: "CMYK"}[len(factors)]).split()
    across, down = (max(int(factor[i]) for factor in factors) for i in (0, 1))
    frame = struct.pack(">BHHB", 8, picture.height, picture.width, len(factors))
    tables: list[Segment] = []
    scans = b""
    for i, (band, factor) in enumerate(zip(bands, factors), 1):
        size = -(-band.width * int(factor[0]) // across), -(-band.height * int(factor[1]) // down)
        if len(factors) == 1:
            size = band.size
        segments, rest = split(encode(band.resize(size, Image.Resampling.BOX), "JPEG", quality=60))
        tables = [part for part in segments if part[0] in (DQT, DHT)]
        frame += bytes([i, int(factor, 16), 0])
        scans += segment(SOS, bytes([1, i, 0, 0, 63, 0])) + rest.removesuffix(b"\xff\xd9")
    return join([*markers, *tables, (SOF, frame)], scans + b"\xff\xd9")


def jpeg_codings() -> dict[str, bytes]:
    picture = random_picture(21, 19)
    options = {
        "restart": {"restart_marker_blocks": 1},
        "restart-420": {"restart_marker_rows": 1, "subsampling": 2},
        "progressive": {"progressive": True},
        "progressive-restart": {"progressive": True, "restart_marker_blocks": 2},
        "optimized": {"optimize": True},
        "quality1": {"quality": 1},
        "quality100": {"quality": 100},
    }
    files = {f"coding-{name}.jpg": encode(picture, "JPEG", **option) for name, option in options.items()}
    for mode in ["L", "RGB", "CMYK"]:
        segments, rest = split(encode(picture.convert(mode), "JPEG"))
        without = [part for part in segments if part[0] != DHT]
        files[f"no-tables-{mode}.jpg"] = join(without, rest)
        files[f"no-ac-tables-{mode}.jpg"] = join([part for part in segments if part[0] != DHT or part[1][0] < 16], rest)
        wide = [(marker, wide_table(data)) if marker == DQT else (marker, data) for marker, data in segments]
        files[f"wide-table-{mode}.jpg"] = join(
            [(SOF + 1, data) if marker == SOF else (marker, data) for marker, data in wide], rest
        )
    segments, rest = split(encode(picture, "JPEG"))
    files["avi.jpg"] = join(
        [(APP0, b"AVI1" + bytes(10))] + [part for part in segments if part[0] not in (DHT, APP0)], rest
    )
    files["fill.jpg"] = b"\xff\xd8" + b"".join(b"\xff" * 3 + segment(*part) for part in segments) + rest
    files["between.jpg"] = join(segments[:2], b"\0\0between\xff\0") + join(segments[2:], rest)[2:]
    files["segments.jpg"] = join(
        [(APP0 + i, RANDOM.bytes(9)) for i in range(16)] + [(0xFE, b""), (0xDD, b"\0\0")] + segments, rest
    )
    return files


def wide_table(data: bytes) -> bytes:
    """Quantization tables with 16 bits for each number."""
    tables = [data[at : at + 65] for at in range(0, len(data), 65)]
    return b"".join(
        bytes([0x10 | table[0]]) + b"".join(struct.pack(">H", number) for number in table[1:]) for table in tables
    )


# PNG


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_chunks(png: bytes, *before: Chunk, after: list[Chunk] = []) -> bytes:
    """A PNG file with chunks before its pixels, and after them."""
    header, end = 8 + 25, len(png) - 12
    return (
        png[:header]
        + b"".join(chunk(*part) for part in before)
        + png[header:end]
        + b"".join(chunk(*part) for part in after)
        + png[end:]
    )


def itxt(keyword: bytes, text: bytes, compressed: bool = False) -> Chunk:
    return b"iTXt", keyword + (b"\0\1\0\0\0" + zlib.compress(text) if compressed else b"\0\0\0\0\0" + text)


def profile(exif: bytes, end: bytes = b"\n") -> bytes:
    """Exif as ImageMagick writes it into texts."""
    digits = exif.hex().encode()
    lines = [b"", b"exif", b"%8d" % len(exif), *(digits[at : at + 72] for at in range(0, len(digits), 72)), b""]
    return end.join(lines)


def png_layouts() -> dict[str, bytes]:
    files = {}
    for name, mode in {"gray": "L", "rgb": "RGB", "rgba": "RGBA", "palette": "P", "bits": "1"}.items():
        for width, height in [(13, 9), (3, 2), (1, 1)]:
            rows = np.asarray(random_picture(width, height).convert(mode))
            files[f"interlaced-{name}-{width}x{height}.png"] = interlaced(rows, mode, RANDOM.bytes(3 * 256))
    first = encode(random_picture(7, 5), "PNG")
    frames = encode(random_picture(7, 5), "PNG", save_all=True, append_images=[random_picture(7, 5)])
    files["animated.png"] = frames
    pixels = first[33:-12]
    data = pixels[8:-4]
    files["pixels-in-parts.png"] = (
        first[:33] + b"".join(chunk(b"IDAT", data[at : at + 9]) for at in range(0, len(data), 9)) + first[-12:]
    )
    files["two-palettes.png"] = interlaced(
        np.arange(8, dtype=np.uint8).reshape(2, 4), "P", RANDOM.bytes(24), RANDOM.bytes(24)
    )
    files["short-palette.png"] = interlaced(np.arange(8, dtype=np.uint8).reshape(2, 4), "P", RANDOM.bytes(10))
    return files


def interlaced(rows: np.ndarray, mode: str, *palettes: bytes) -> bytes:
    """An interlaced PNG file, which Pillow does not write."""
    depth, colour = {"1": (1, 0), "L": (8, 0), "RGB": (8, 2), "P": (8, 3), "RGBA": (8, 6)}[mode]
    data = b""
    for left, top, across, down in [
        (0, 0, 8, 8),
        (4, 0, 8, 8),
        (0, 4, 4, 8),
        (2, 0, 4, 4),
        (0, 2, 2, 4),
        (1, 0, 2, 2),
        (0, 1, 1, 2),
    ]:
        part = rows[top::down, left::across]
        if part.size:
            packed = np.packbits(part, axis=1) if depth == 1 else part
            data += b"".join(b"\0" + row.tobytes() for row in packed)
    header = struct.pack(">IIBBBBB", rows.shape[1], rows.shape[0], depth, colour, 0, 0, 1)
    chunks = [
        (b"IHDR", header),
        *((b"PLTE", palette) for palette in palettes if colour == 3),
        (b"IDAT", zlib.compress(data)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in chunks)


# WebP


def riff_chunk(name: bytes, data: bytes) -> bytes:
    return name + struct.pack("<I", len(data)) + data + bytes(len(data) % 2)


def webp(*chunks: Chunk) -> bytes:
    return riff_chunk(b"RIFF", b"WEBP" + b"".join(riff_chunk(*part) for part in chunks))


def webp_chunks(file: bytes) -> list[Chunk]:
    chunks = []
    at = 12
    while at < len(file):
        length = int.from_bytes(file[at + 4 : at + 8], "little")
        chunks.append((file[at : at + 4], file[at + 8 : at + 8 + length]))
        at += 8 + length + length % 2
    return chunks


def canvas(picture: Image.Image, flags: int) -> Chunk:
    return b"VP8X", struct.pack("<I", flags) + b"".join((side - 1).to_bytes(3, "little") for side in picture.size)


def frame(left: int, top: int, picture: Image.Image, flags: int = 0) -> Chunk:
    numbers = [left // 2, top // 2, picture.width - 1, picture.height - 1, 100]
    header = b"".join(number.to_bytes(3, "little") for number in numbers) + bytes([flags])
    return b"ANMF", header + b"".join(
        riff_chunk(*part) for part in webp_chunks(lossless(picture)) if part[0] != b"VP8X"
    )


def lossless(picture: Image.Image) -> bytes:
    return encode(picture, "WEBP", lossless=True, exact=True)


def webp_files() -> dict[str, bytes]:
    picture = random_picture(20, 14)
    alpha = picture.copy()
    alpha.putalpha(picture.convert("L").transpose(Image.Transpose.ROTATE_180))
    few = picture.convert("P", palette=Image.Palette.ADAPTIVE, colors=5).convert("RGB")
    part = alpha.crop((0, 0, 7, 5))
    plain = webp_chunks(lossless(picture))
    animation = b"ANIM", b"\x10\x20\x30\x40\0\0"
    return {
        "lossless.webp": lossless(picture),
        "lossless-alpha.webp": lossless(alpha),
        "lossless-few-colours.webp": lossless(few),
        "lossless-gray.webp": lossless(picture.convert("L").convert("RGB")),
        "lossless-one-colour.webp": lossless(Image.new("RGB", (300, 2), (1, 2, 3))),
        "lossless-1x1.webp": lossless(Image.new("RGB", (1, 1), (1, 2, 3))),
        "webp-profile.webp": webp(canvas(picture, 0x20), (b"ICCP", b"no profile"), *plain),
        "webp-unknown.webp": webp(canvas(picture, 0), (b"ABCD", b"odd"), *plain, (b"zzzz", b"")),
        "webp-trailing.webp": lossless(picture) + b"trailing bytes",
        "webp-animated.webp": webp(canvas(picture, 2), animation, frame(0, 0, picture), frame(0, 0, few)),
        "webp-animated-part.webp": webp(
            canvas(picture, 2), animation, frame(4, 6, part.convert("RGB")), frame(0, 0, few)
        ),
        "webp-animated-alpha.webp": webp(canvas(picture, 0x12), animation, frame(4, 6, part), frame(0, 0, alpha)),
        "webp-animated-unblended.webp": webp(canvas(picture, 0x12), animation, frame(2, 2, part, 3)),
    }


def lossy_files() -> dict[str, bytes]:
    picture = random_picture(6, 4).resize((48, 33), Image.Resampling.BICUBIC)
    alpha = picture.copy()
    alpha.putalpha(picture.convert("L"))
    return {
        "lossy.webp": encode(picture, "WEBP", quality=80),
        "lossy-fast.webp": encode(picture, "WEBP", quality=80, method=0),
        "lossy-slow.webp": encode(picture, "WEBP", quality=80, method=6),
        "lossy-coarse.webp": encode(picture, "WEBP", quality=5),
        "lossy-fine.webp": encode(picture, "WEBP", quality=100),
        "lossy-alpha.webp": encode(alpha, "WEBP", quality=80),
        "lossy-gray.webp": encode(picture.convert("L"), "WEBP", quality=80),
        "lossy-noted.webp": encode(picture, "WEBP", quality=80, exif=EXIF + exif(6)),
        "lossy-animated.webp": encode(picture, "WEBP", quality=80, save_all=True, append_images=[alpha.convert("RGB")]),
        "lossy-1x1.webp": encode(picture.crop((0, 0, 1, 1)), "WEBP"),
    }


# Orientation


def tiff(order: str, *entries: tuple[int, int, int, bytes], extra: bytes = b"", start: int = 8) -> bytes:
    """A directory of tag, type, count, and the value or where it is."""
    beginning = {"<": b"II*\0", ">": b"MM\0*"}[order] + struct.pack(order + "I", start)
    directory = struct.pack(order + "H", len(entries))
    for tag, kind, count, value in entries:
        directory += struct.pack(order + "HHI", tag, kind, count) + value.ljust(4, b"\0")
    return beginning.ljust(start, b"\0") + directory + bytes(4) + extra


def exif(number: int, order: str = "<") -> bytes:
    return tiff(order, (0x112, 3, 1, struct.pack(order + "H", number)))


def attribute(number: int) -> bytes:
    return b'<x:xmpmeta><rdf:Description tiff:Orientation="%d"/></x:xmpmeta>' % number


def exifs() -> list[bytes]:
    """Exif of many kinds, whole and damaged."""
    found = [
        b"",
        EXIF,
        EXIF + exif(6),
        EXIF + EXIF + exif(6),
        b"no Exif at all",
        b"II*",
        exif(6)[:8],
        exif(6)[:9],
        b"II+" + exif(6)[3:],
    ]
    found += [
        b"MM*\0" + exif(6, ">")[4:],
        b"II\0*" + exif(6)[4:],
        exif(6)[:4] + bytes(4) + exif(6)[8:],
        exif(6)[:4] + b"\xff" * 4 + exif(6)[8:],
    ]
    found += [exif(6)[:length] for length in (19, 20, 21, 22, 24)]
    for order in "<>":

        def number(form: str, *values: float) -> bytes:
            return struct.pack(order + form, *values)

        def one(kind: int, count: int, value: bytes, extra: bytes = b"") -> bytes:
            return tiff(order, (0x112, kind, count, value), extra=extra)

        after = number("I", 26)
        found += [exif(value, order) for value in [*range(10), 255, 0x106, 0x600, 65535]]
        for kind, form in [(1, "B"), (3, "H"), (4, "I"), (6, "b"), (7, "B"), (8, "h"), (9, "i"), (11, "f"), (13, "I")]:
            found.append(one(kind, 1, number(form, 6)))
        found += [one(4, 1, number("I", 65542)), one(9, 1, number("i", -6)), one(11, 1, number("f", 6.5))]
        found += [one(5, 1, after, number("II", *parts)) for parts in [(6, 1), (12, 2), (13, 2), (6, 0)]]
        found += [
            one(10, 1, after, number("ii", -6, -1)),
            one(12, 1, after, number("d", 6)),
            one(16, 1, after, number("Q", 6)),
        ]
        found += [one(3, 2, number("HH", 6, 3)), one(3, 4, after, number("HHHH", 6, 3, 3, 3)), one(2, 2, b"6\0")]
        found += [one(kind, 1, number("H", 6)) for kind in (0, 14, 17, 99)] + [one(3, 0, number("H", 6))]
        six, three = (0x112, 3, 1, number("H", 6)), (0x112, 3, 1, number("H", 3))
        maker, lost = (0x10F, 2, 3, b"ab\0"), (0x10F, 2, 100, number("I", 9999))
        huge, negative = (0x10F, 3, 0xFFFFFFFF, number("I", 9)), (0x10F, 2, 100, number("i", -1))
        for entries in [
            (),
            (maker, six),
            (six, three),
            (three, six),
            (six, (0x112, 99, 1, b"")),
            (six, (0x112, 1, 1, b"\1")),
        ]:
            found.append(tiff(order, *entries))
        found += [tiff(order, damaged, six) for damaged in (lost, huge, negative)] + [tiff(order, six, lost)]
        found += [tiff(order, six, start=start) for start in (9, 40)]
        found.append(tiff(order, maker)[:-4] + number("I", 26) + tiff(order, six)[8:])  # of the thumbnail
    return found


def xmps() -> list[bytes]:
    found = [attribute(number) for number in range(10)]
    found += [b"<tiff:Orientation>%d</tiff:Orientation>" % number for number in range(10)]
    texts = [
        '"6"',
        "'6'",
        ' = "6"',
        ">6<",
        "> 6<",
        '="61"',
        '="-6"',
        '="x"',
        '="x" tiff:Orientation="6"',
        '="6" tiff:Orientation="3"',
    ]
    found += [b"tiff:Orientation" + (b"" if text[0] in " >=" else b"=") + text.encode() for text in texts]
    return found + [
        b"",
        b'exif:Orientation="6"',
        attribute(6).decode().encode("utf-16"),
        b"\xff\xfe\x80" + attribute(6),
        "日本".encode() + attribute(6),
    ]


def orientation_lines(plain: Image.Image) -> list[str]:
    jpeg, png, web = encode(plain, "JPEG"), encode(plain, "PNG"), webp_chunks(lossless(plain))
    lines = []
    for note, text in [
        *((note, b"") for note in exifs()),
        *((b"", text) for text in xmps()),
        *((note, attribute(8)) for note in exifs()),
    ]:
        orientation = pillow_orientation(with_notes(jpeg, (APP1, EXIF + note), (APP1, XMP + text)))
        for other in [
            with_chunks(png, (b"eXIf", note), itxt(b"XML:com.adobe.xmp", text)),
            webp(canvas(plain, 12), *web, (b"EXIF", note), (b"XMP ", text)),
        ]:
            assert pillow_orientation(other) in (orientation, None)
        lines.append(f"{note.hex() or '-'} {text.hex() or '-'} {orientation}")
    return sorted(set(lines))


def pillow_orientation(file: bytes) -> int | None:
    """1 to 8, or None where Pillow refuses the picture."""
    picture = Image.open(io.BytesIO(file))
    with warnings.catch_warnings(action="ignore"):
        try:
            oriented = np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))
        except (SyntaxError, struct.error):
            return None
    stored = np.asarray(picture.convert("RGB"))
    ways = [stored, stored[:, ::-1], stored[::-1, ::-1], stored[::-1]]
    ways += [stored.swapaxes(0, 1), ways[3].swapaxes(0, 1), ways[2].swapaxes(0, 1), ways[1].swapaxes(0, 1)]
    return next(number for number, way in enumerate(ways, 1) if np.array_equal(way, oriented))


def jpeg_orientations(plain: Image.Image) -> dict[str, bytes]:
    jpeg = encode(plain, "JPEG")
    six, eight = EXIF + exif(6), EXIF + exif(8)
    before, rest = split(jpeg)
    return {
        "noted-fill.jpg": jpeg[:2] + b"\xff" * 5 + with_notes(jpeg, (APP1, six))[2:],
        "noted-junk.jpg": jpeg[:2] + segment(APP0, b"") + b"junk" + with_notes(jpeg, (APP1, six))[2:],
        "noted-late.jpg": join(before[:-1] + [(APP1, six), before[-1]], rest),
        "noted-split.jpg": with_notes(jpeg, (APP1, six[:20]), (APP1, EXIF + six[20:])),
        "noted-twice.jpg": with_notes(jpeg, (APP1, six), (APP1, eight)),
        "noted-xmp-first.jpg": with_notes(jpeg, (APP1, XMP + attribute(6)), (APP1, eight)),
        "noted-xmp-twice.jpg": with_notes(jpeg, (APP1, XMP + attribute(6)), (APP1, XMP + attribute(8))),
        "noted-after.jpg": jpeg[:-2] + segment(APP1, six) + jpeg[-2:],
        "noted-elsewhere.jpg": with_notes(
            jpeg, (APP1 + 1, six), (APP1, b"exif\0\0" + exif(6)), (APP1, XMP[:-1] + attribute(6))
        ),
        "noted-no-length.jpg": jpeg[:2] + b"\xff\xe1\0\0" + with_notes(jpeg, (APP1, six))[2:],
        "noted-extended-xmp.jpg": with_notes(jpeg, (APP1, b"http://ns.adobe.com/xmp/extension/\0" + attribute(6))),
    }


def png_orientations(plain: Image.Image) -> dict[str, bytes]:
    png = encode(plain, "PNG")
    keyword, xmp = b"Raw profile type exif", b"XML:com.adobe.xmp"
    six, eight = exif(6), exif(8)
    text = profile(EXIF + six)
    notes = {
        "prefix": [(b"eXIf", EXIF + six)],
        "two": [(b"eXIf", six), (b"eXIf", eight)],
        "text": [(b"tEXt", keyword + b"\0" + text)],
        "compressed": [(b"zTXt", keyword + b"\0\0" + zlib.compress(text))],
        "international": [itxt(keyword, text)],
        "international-compressed": [itxt(keyword, text, True)],
        "upper-case": [(b"tEXt", keyword + b"\0" + text.upper())],
        "returns": [(b"tEXt", keyword + b"\0" + profile(EXIF + six, b"\r\n"))],
        "no-empty-line": [(b"tEXt", keyword + b"\0" + text[1:])],
        "app1": [(b"zTXt", b"Raw profile type APP1\0\0" + zlib.compress(text))],
        "exif-before-text": [(b"eXIf", eight), (b"tEXt", keyword + b"\0" + text)],
        "text-before-exif": [(b"tEXt", keyword + b"\0" + text), (b"eXIf", eight)],
        "text-without-xmp": [(b"tEXt", keyword + b"\0" + profile(tiff("<"))), itxt(xmp, attribute(6))],
        "plain-text": [(b"tEXt", b"exif\0" + six)],
        "xmp-text": [(b"tEXt", xmp + b"\0" + attribute(6))],
        "xmp-compressed": [(b"zTXt", xmp + b"\0\0" + zlib.compress(attribute(6)))],
        "xmp-international": [itxt(xmp, attribute(6))],
        "xmp-international-compressed": [itxt(xmp, attribute(6), True)],
        "xmp-twice": [itxt(xmp, attribute(6)), itxt(xmp, attribute(8))],
    }
    files = {f"noted-{name}.png": with_chunks(png, *chunks) for name, chunks in notes.items()}
    for name in ["prefix", "compressed", "xmp-international-compressed"]:
        files[f"noted-{name}-after.png"] = with_chunks(png, after=notes[name])
    return files


def webp_orientations(plain: Image.Image) -> dict[str, bytes]:
    picture = webp_chunks(lossless(plain))
    six, eight = (b"EXIF", exif(6)), (b"EXIF", exif(8))
    return {
        "noted.webp": webp(canvas(plain, 8), *picture, six),
        "noted-prefix.webp": webp(canvas(plain, 8), *picture, (b"EXIF", EXIF + exif(6))),
        "noted-before.webp": webp(canvas(plain, 8), six, *picture),
        "noted-two.webp": webp(canvas(plain, 8), *picture, six, eight),
        "noted-xmp.webp": webp(canvas(plain, 4), *picture, (b"XMP ", attribute(6))),
        "noted-both.webp": webp(canvas(plain, 12), *picture, eight, (b"XMP ", attribute(6))),
        "noted-unannounced.webp": webp(canvas(plain, 0), *picture, six, (b"XMP ", attribute(6))),
        "noted-without-header.webp": webp(*picture, six),
        "noted-animated.webp": webp(canvas(plain, 10), (b"ANIM", bytes(6)), frame(0, 0, plain), six),
    }
