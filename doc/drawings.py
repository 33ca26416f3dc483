"""The drawings of this folder, which stand alone and follow the reader's choice of light or dark.

Run: python drawings.py
"""

import math
from pathlib import Path
from xml.sax.saxutils import escape

STYLE = """
  text { font: 14px system-ui, sans-serif; fill: #1b1f24; text-anchor: middle; dominant-baseline: central; }
  .small { font-size: 12px; fill: #57606a; }
  .left { text-anchor: start; }
  .ground { fill: #ffffff; }
  .box { fill: #f6f8fa; stroke: #57606a; }
  .img { fill: #ddf4ff; stroke: #0969da; }
  .txt { fill: #fff1d6; stroke: #9a6700; }
  .ref { fill: #e6f6e8; stroke: #1a7f37; }
  .both { fill: #f1e8ff; stroke: #8250df; }
  .line, .head { stroke: #57606a; }
  .line { fill: none; stroke-width: 1.3; }
  .head { fill: #57606a; }
  .dash { stroke-dasharray: 4 4; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .small { fill: #9ea7b3; }
    .ground { fill: #0d1117; }
    .box { fill: #1c2128; stroke: #9ea7b3; }
    .img { fill: #10294a; stroke: #58a6ff; }
    .txt { fill: #3a2a08; stroke: #d29922; }
    .ref { fill: #12301a; stroke: #3fb950; }
    .both { fill: #2b1d45; stroke: #a371f7; }
    .line, .head { stroke: #9ea7b3; }
    .head { fill: #9ea7b3; }
  }
"""


class Drawing:
    def __init__(self, width, height, title):
        self.parts = [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
            f"<title>{escape(title)}</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="ground" width="{width}" height="{height}" rx="8"/>',
        ]

    def text(self, x, y, words, kind=""):
        self.parts.append(f'<text x="{x}" y="{y}" class="{kind}">{escape(words)}</text>')

    def box(self, x, y, words, kind="box", width=150, height=30):
        """A box around the point (x, y)."""
        self.parts.append(
            f'<rect class="{kind}" x="{x - width / 2:g}" y="{y - height / 2:g}" width="{width}" height="{height}" rx="5"/>'
        )
        self.text(x, y, words)

    def dot(self, x, y, kind="box", radius=5):
        self.parts.append(f'<circle class="{kind}" cx="{x:g}" cy="{y:g}" r="{radius}"/>')

    def line(self, *points, kind=""):
        path = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.parts.append(f'<polyline class="line {kind}" points="{path}"/>')

    def arrow(self, *points):
        self.line(*points)
        (x0, y0), (x, y) = points[-2:]
        length = math.hypot(x - x0, y - y0)
        dx, dy = 7 * (x - x0) / length, 7 * (y - y0) / length
        corners = [(x, y), (x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2)]
        self.parts.append(f'<polygon class="head" points="{" ".join(f"{a:g},{b:g}" for a, b in corners)}"/>')

    def write(self, name):
        Path(__file__).with_name(name).write_text("\n".join([*self.parts, "</svg>", ""]), encoding="utf-8")


def shifted(t, tokens):
    """The shift of org.flux4j.sampling.DynamicShift.OFFICIAL."""
    strength = math.exp(0.5 + (1.15 - 0.5) * (tokens - 256) / (4096 - 256))
    return strength / (strength + 1 / t - 1) if t > 0 else 0


def path():
    d = Drawing(720, 300, "The straight path from a picture to noise, and the schedule that is taken along it")
    x0, x1 = (70, 220), (300, 70)
    d.line(x0, x1)
    times = [shifted(i / 4, 4096) for i in range(4, -1, -1)]
    for t in times:
        d.dot(x0[0] + t * (x1[0] - x0[0]), x0[1] + t * (x1[1] - x0[1]), "both" if 0 < t < 1 else "box")
    d.text(70, 245, "x0, the picture")
    d.text(70, 263, "t = 0", "small")
    d.text(300, 30, "x1, the noise")
    d.text(300, 48, "t = 1", "small")
    d.arrow((130, 210), (215, 154.6))
    d.text(255, 195, "velocity = x1 − x0")
    d.arrow((195, 108), (110, 163.4))
    d.text(105, 118, "a step of Euler")
    left, bottom, side = 430, 240, 200
    d.line((left, bottom - side), (left, bottom), (left + side, bottom))
    d.line((left, bottom), (left + side, bottom - side), kind="dash")
    for tokens, kind in ((256, "txt"), (4096, "img")):
        curve = [(left + side * i / 40, bottom - side * shifted(i / 40, tokens)) for i in range(41)]
        d.line(*curve)
        for i in range(5):
            d.dot(left + side * i / 4, bottom - side * shifted(i / 4, tokens), kind, 4)
    d.text(left + side / 2, bottom + 20, "evenly spaced t", "small")
    d.text(left - 26, bottom - side / 2, "t′", "small")
    for i, label in ((0, "0"), (1, "1")):
        d.text(left + side * i, bottom + 12, label, "small")
        d.text(left - 10, bottom - side * i, label, "small")
    d.dot(left + 225, 90, "img", 4)
    d.text(left + 235, 90, "4096", "small left")
    d.dot(left + 225, 110, "txt", 4)
    d.text(left + 235, 110, "256", "small left")
    d.text(left + 245, 130, "tokens", "small")
    d.text(360, 285, "four steps, at the shifted timesteps of 4096 tokens (left) and as curves (right)", "small")
    d.write("path.svg")


def tokens():
    d = Drawing(720, 300, "Latent pixels become tokens, and each token has an id (t, h, w)")
    size = 22
    d.text(100, 30, "latent [C, 4, 6]")
    for row in range(4):
        for column in range(6):
            kind = "img" if row < 2 and column < 2 else "box"
            d.box(45 + size * column, 70 + size * row, "", kind, size - 2, size - 2)
    for row in range(2):
        for column in range(3):
            x, y = 34 + 44 * column, 59 + 44 * row
            d.line((x, y), (x + 44, y), (x + 44, y + 44), (x, y + 44), (x, y))
    d.text(100, 175, "2 × 2 latent pixels", "small")
    d.text(100, 192, "are a token of 4·C channels", "small")
    d.arrow((180, 103), (225, 103))
    d.text(202, 88, "pack", "small")

    def grid(left, plane, columns, kind):
        for row in range(2):
            for column in range(columns):
                d.box(left + 70 * column, 75 + 45 * row, f"({plane}, {row}, {column})", kind, 64, 36)

    d.text(342, 30, "the picture that is made: plane 0")
    grid(272, 0, 3, "img")
    d.text(590, 30, "a reference: plane 1")
    grid(555, 1, 2, "ref")
    d.text(202, 240, "the sequence:", "small")
    d.box(300, 240, "text tokens", "txt", 100, 34)
    d.box(435, 240, "of the picture", "img", 150, 34)
    d.box(590, 240, "of references", "ref", 140, 34)
    d.text(515, 210, "image tokens", "small")
    d.text(300, 270, "all (0, 0, 0)", "small")
    d.text(435, 270, "row by row; predicted", "small")
    d.text(590, 270, "row by row; cut off again", "small")
    d.write("tokens.svg")


def step():
    d = Drawing(720, 440, "One call of the transformer, from tokens to velocity")
    d.box(100, 40, "timestep, guidance", width=150)
    d.box(280, 40, "pooled text (CLIP)", width=150)
    d.box(460, 40, "text tokens (T5)", "txt")
    d.box(630, 40, "image tokens", "img")
    d.box(100, 100, "sinusoids, MLP", width=150)
    d.box(280, 100, "MLP", width=80)
    d.box(460, 100, "txt_in: linear", "txt")
    d.box(630, 100, "img_in: linear", "img")
    for x in (100, 280, 460, 630):
        d.arrow((x, 55), (x, 84))
    d.box(190, 160, "sum: vec", width=100)
    d.arrow((100, 115), (100, 160), (139, 160))
    d.arrow((280, 115), (280, 160), (241, 160))
    d.box(545, 180, "depth × double-stream block", "both", 280, 40)
    d.arrow((460, 115), (460, 159))
    d.arrow((630, 115), (630, 159))
    d.box(545, 250, "one sequence: text, then image", "both", 280)
    d.arrow((460, 200), (460, 234))
    d.arrow((630, 200), (630, 234))
    d.box(545, 315, "depth_single_blocks × single-stream block", "both", 330, 40)
    d.arrow((545, 265), (545, 294))
    d.box(545, 385, "final_layer: modulation, linear", "img", 280)
    d.arrow((545, 335), (545, 369))
    d.text(480, 353, "image tokens alone", "small")
    d.line((190, 175), (190, 385))
    for y in (180, 315, 385):
        d.arrow((190, y), (404 if y != 315 else 379, y))
    d.text(325, 168, "modulates every block", "small")
    d.box(300, 250, "ids → rotations (RoPE)", width=180)
    d.arrow((350, 235), (350, 195), (404, 195))
    d.arrow((350, 265), (350, 301), (379, 301))
    d.arrow((545, 400), (545, 424))
    d.text(615, 416, "velocity", "small")
    d.write("step.svg")


def double_stream_block():
    d = Drawing(720, 640, "A double-stream block: two streams with weights of their own, and one attention over both")
    columns = {"img": 200, "txt": 520}
    for kind, x in columns.items():
        d.text(x, 24, "image tokens" if kind == "img" else "text tokens")
        outer = x - 150 if kind == "img" else x + 150
        d.arrow((x, 38), (x, 64))
        for y, words in ((80, "modulate"), (130, "qkv: linear"), (180, "splitQkv"), (320, "proj: linear")):
            d.box(x, y, words, kind)
        for y in (95, 145):
            d.arrow((x, y), (x, y + 19))
        d.arrow((x, 195), (x, 229))
        d.arrow((x, 271), (x, 304))
        d.arrow((x, 335), (x, 360))
        d.box(x, 376, "gatedAdd", kind)
        d.line((x, 50), (outer, 50), (outer, 376))
        d.arrow((outer, 376), (x - 76 if kind == "img" else x + 76, 376))
        d.arrow((x, 391), (x, 424))
        for y, words in ((440, "modulate"), (490, "MLP: linear, GELU"), (540, "linear")):
            d.box(x, y, words, kind)
            d.arrow((x, y + 15), (x, y + 34))
        d.box(x, 590, "gatedAdd", kind)
        d.line((x, 405), (outer, 405), (outer, 590))
        d.arrow((outer, 590), (x - 76 if kind == "img" else x + 76, 590))
        d.arrow((x, 605), (x, 632))
    d.box(360, 250, "attention over text and image tokens", "both", 470, 40)
    d.text(360, 80, "shift 1, scale 1", "small")
    d.text(360, 172, "heads, RMSNorm and RoPE", "small")
    d.text(360, 188, "of q and k", "small")
    d.text(360, 290, "split again", "small")
    d.text(360, 376, "gate 1", "small")
    d.text(360, 440, "shift 2, scale 2", "small")
    d.text(360, 590, "gate 2", "small")
    d.text(360, 500, "shift, scale and gate:", "small")
    d.text(360, 516, "lin(silu(vec)) of each stream", "small")
    d.write("double-stream-block.svg")


def single_stream_block():
    d = Drawing(720, 450, "A single-stream block: attention and MLP side by side, between two linear layers")
    d.text(360, 24, "tokens, text first")
    d.arrow((360, 36), (360, 64))
    d.box(360, 80, "modulate", "both")
    d.text(500, 80, "shift, scale", "small")
    d.arrow((360, 95), (360, 119))
    d.box(360, 135, "linear1: C → 3·C + M", "both", 400)
    d.arrow((240, 150), (240, 184))
    d.arrow((480, 150), (480, 209))
    d.text(285, 167, "q, k, v", "small")
    d.text(530, 167, "hidden of MLP", "small")
    d.box(240, 200, "splitQkv", "both")
    d.arrow((240, 215), (240, 239))
    d.box(240, 255, "attention", "both")
    d.box(480, 225, "gelu_tanh", "both")
    d.arrow((240, 270), (240, 304))
    d.arrow((480, 240), (480, 304))
    d.box(360, 320, "linear2: C + M → C", "both", 400)
    d.arrow((360, 335), (360, 374))
    d.box(360, 390, "gatedAdd", "both")
    d.text(500, 390, "gate", "small")
    d.line((360, 48), (110, 48), (110, 390))
    d.arrow((110, 390), (284, 390))
    d.arrow((360, 405), (360, 436))
    d.write("single-stream-block.svg")


if __name__ == "__main__":
    path()
    tokens()
    step()
    double_stream_block()
    single_stream_block()
