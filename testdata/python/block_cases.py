"""The group `blocks`: the official modules of the transformer, each alone.

Run: python block_cases.py FOLDER
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

import official
from golden import Case, write
from official import layers
from random_data import Random


@dataclass
class Size:
    num_heads: int
    axes_dim: list[int]
    mlp_ratio: float = 4.0
    theta: int = 10000

    @property
    def hidden_size(self) -> int:
        return self.num_heads * sum(self.axes_dim)

    def attrs(self) -> dict:
        return {
            "hidden_size": self.hidden_size,
            "num_heads": self.num_heads,
            "mlp_ratio": self.mlp_ratio,
            "axes_dim": self.axes_dim,
            "theta": self.theta,
        }

    def pe(self, ids: Tensor) -> Tensor:
        """Angles in float64, whatever the type of the ids."""
        with official.float64():
            embedder = layers.EmbedND(sum(self.axes_dim), self.theta, self.axes_dim)
            return embedder(ids[None].double()).to(ids.dtype)


USUAL = Size(num_heads=4, axes_dim=[4, 6, 6])
ODD = Size(num_heads=3, axes_dim=[2, 4, 8], mlp_ratio=2.5, theta=500)
SMALLEST = Size(num_heads=1, axes_dim=[2, 2, 2], mlp_ratio=1.0)


def ids(text: int, height: int, width: int, plane: int = 0) -> Tensor:
    """Zeros for the text, then row and column of every image token."""
    image = torch.cartesian_prod(torch.tensor([plane]), torch.arange(height), torch.arange(width))
    return torch.cat([torch.zeros(text, 3), image.float()])


def random_weights(module: torch.nn.Module, random: Random, stored: torch.dtype) -> dict[str, Tensor]:
    return {name: value.to(stored) for name, value in random.weights(module).items()}


def mlp_embedder(name: str, k: int, c: int, size: float = 1.0, stored=torch.float32) -> Case:
    random = Random(k)
    module = layers.MLPEmbedder(k, c)

    def run(x, w):
        return {"y": official.call(module, w, x["x"][None])[0]}

    weights = random_weights(module, random, stored)
    inputs = {"x": random.normal(k, std=size)}
    return Case(f"mlp_embedder-{name}", "mlp_embedder", run, inputs, weights, slack=8, source=official.SOURCE)


def double_stream_block(
    name: str, size: Size, text: int, height: int, width: int, std: float = 1.0, stored=torch.float32
) -> Case:
    random = Random(text)
    module = layers.DoubleStreamBlock(size.hidden_size, size.num_heads, size.mlp_ratio, qkv_bias=True)
    inputs = {
        "img": random.normal(height * width, size.hidden_size, std=std),
        "txt": random.normal(text, size.hidden_size, std=std),
        "vec": random.normal(size.hidden_size),
        "ids": ids(text, height, width),
    }

    def run(x, w):
        pe = size.pe(x["ids"])
        img, txt = official.call(module, w, x["img"][None], x["txt"][None], x["vec"][None], pe)
        return {"img": img[0], "txt": txt[0]}

    weights = random_weights(module, random, stored)
    op = "double_stream_block"
    return Case(f"{op}-{name}", op, run, inputs, weights, size.attrs(), slack=8, source=official.SOURCE)


def single_stream_block(
    name: str, size: Size, text: int, height: int, width: int, std: float = 1.0, stored=torch.float32
) -> Case:
    random = Random(text)
    module = layers.SingleStreamBlock(size.hidden_size, size.num_heads, size.mlp_ratio)
    inputs = {
        "x": random.normal(text + height * width, size.hidden_size, std=std),
        "vec": random.normal(size.hidden_size),
        "ids": ids(text, height, width, plane=1),
    }

    def run(x, w):
        return {"x": official.call(module, w, x["x"][None], x["vec"][None], size.pe(x["ids"]))[0]}

    weights = random_weights(module, random, stored)
    op = "single_stream_block"
    return Case(f"{op}-{name}", op, run, inputs, weights, size.attrs(), slack=8, source=official.SOURCE)


def last_layer(name: str, tokens: int, c: int, out: int, std: float = 1.0, stored=torch.float32) -> Case:
    random = Random(tokens)
    module = layers.LastLayer(c, 1, out)
    inputs = {"x": random.normal(tokens, c, std=std), "vec": random.normal(c)}

    def run(x, w):
        return {"y": official.call(module, w, x["x"][None], x["vec"][None])[0]}

    weights = random_weights(module, random, stored)
    return Case(f"last_layer-{name}", "last_layer", run, inputs, weights, slack=8, source=official.SOURCE)


def cases():
    yield mlp_embedder("usual", 256, 48)
    yield mlp_embedder("odd-bf16", 13, 7, stored=torch.bfloat16)
    yield mlp_embedder("extreme", 33, 17, size=80)

    yield double_stream_block("usual", USUAL, 8, 4, 5)
    yield double_stream_block("odd", ODD, 7, 3, 1)
    yield double_stream_block("smallest", SMALLEST, 1, 1, 1)
    yield double_stream_block("extreme", ODD, 3, 2, 3, std=80)
    yield double_stream_block("bf16", USUAL, 5, 3, 3, stored=torch.bfloat16)

    yield single_stream_block("usual", USUAL, 8, 4, 5)
    yield single_stream_block("odd", ODD, 7, 3, 2)
    yield single_stream_block("smallest", SMALLEST, 0, 1, 1)
    yield single_stream_block("extreme", ODD, 3, 1, 7, std=80)
    yield single_stream_block("f16", USUAL, 5, 3, 3, stored=torch.float16)

    yield last_layer("usual", 20, 64, 64)
    yield last_layer("odd", 13, 33, 7)
    yield last_layer("extreme", 3, 17, 5, std=80)
    yield last_layer("bf16", 1, 48, 12, stored=torch.bfloat16)


if __name__ == "__main__":
    for case in cases():
        write(case, Path(sys.argv[1]) / "blocks")
