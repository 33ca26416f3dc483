"""The group `operators`: every basic operator at usual, odd and smallest sizes, and with extreme values.

Run: python operator_cases.py FOLDER
"""

import math
import sys
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F

import official
from golden import Case, write
from random_data import Random

BF16, F16 = torch.bfloat16, torch.float16


def linear(name: str, tokens: int, k: int, n: int, bias: bool = True, size: float = 1.0, stored=torch.float32) -> Case:
    random = Random(tokens * 1000 + k)
    weights = {"weight": random.matrix(n, k).to(stored)}
    if bias:
        weights["bias"] = random.normal(n).to(stored)
    inputs = {"x": random.normal(tokens, k, std=size)}
    return Case(
        f"linear-{name}", "linear", lambda x, w: {"y": F.linear(x["x"], w["weight"], w.get("bias"))}, inputs, weights
    )


def layer_norm(name: str, x: Tensor, affine: bool = True) -> Case:
    random = Random(x.numel())
    c = x.shape[1]
    weights = {"weight": random.uniform(c, low=0.5, high=1.5), "bias": random.normal(c)} if affine else {}

    def run(x, w):
        return {"y": F.layer_norm(x["x"], (c,), w.get("weight"), w.get("bias"), 1e-6)}

    return Case(f"layer_norm-{name}", "layer_norm", run, {"x": x}, weights, {"eps": 1e-6})


def rms_norm(name: str, x: Tensor, stored=torch.float32) -> Case:
    scale = Random(x.numel()).uniform(x.shape[1], low=0.2, high=1.8).to(stored)

    def run(x, w):
        return {"y": official.call(official.layers.RMSNorm(scale.numel()), w, x["x"])}

    return Case(f"rms_norm-{name}", "rms_norm", run, {"x": x}, {"scale": scale}, {"eps": 1e-6}, source=official.SOURCE)


def group_norm(name: str, x: Tensor, groups: int) -> Case:
    random = Random(x.numel())
    c = x.shape[0]
    weights = {"weight": random.uniform(c, low=0.5, high=1.5), "bias": random.normal(c)}

    def run(x, w):
        return {"y": F.group_norm(x["x"][None], groups, w["weight"], w["bias"], 1e-6)[0]}

    return Case(f"group_norm-{name}", "group_norm", run, {"x": x}, weights, {"num_groups": groups, "eps": 1e-6})


def modulate(name: str, x: Tensor, size: float = 1.0) -> Case:
    random = Random(x.numel())
    c = x.shape[1]
    inputs = {"x": x, "shift": random.normal(c, std=size), "scale": random.normal(c, std=size)}

    def run(x, w):
        return {"y": (1 + x["scale"]) * F.layer_norm(x["x"], (c,), eps=1e-6) + x["shift"]}

    return Case(f"modulate-{name}", "modulate", run, inputs, attrs={"eps": 1e-6})


ACTIVATIONS = {
    "silu": F.silu,
    "gelu_tanh": lambda x: F.gelu(x, approximate="tanh"),
    "gelu_erf": F.gelu,
    "quick_gelu": lambda x: x * torch.sigmoid(1.702 * x),
}


def activation(name: str, op: str, x: Tensor) -> Case:
    """Small outputs stand beside large ones here, so the tolerance does not grow with the largest."""
    return Case(f"{op}-{name}", op, lambda x, w: {"y": ACTIVATIONS[op](x["x"])}, {"x": x}, tolerance=(1e-6, 2e-6))


def softmax(name: str, x: Tensor) -> Case:
    return Case(f"softmax-{name}", "softmax", lambda x, w: {"y": F.softmax(x["x"], dim=-1)}, {"x": x})


def timestep_embedding(
    name: str, t: list[float], dim: int, max_period: float = 10000, time_factor: float = 1000
) -> Case:
    def run(x, w):
        with official.computing_in(x["t"].dtype):
            return {"y": official.layers.timestep_embedding(x["t"], dim, max_period, time_factor)}

    attrs = {"dim": dim, "max_period": max_period, "time_factor": time_factor}
    inputs = {"t": torch.tensor(t)}
    return Case(f"timestep_embedding-{name}", "timestep_embedding", run, inputs, attrs=attrs, source=official.SOURCE)


def rope(name: str, ids: Tensor, axes_dim: list[int], theta: int = 10000) -> Case:
    """The contract asks for angles in float64, so float32 here means float64 rounded at the end."""

    def run(x, w):
        with official.float64():
            embedder = official.layers.EmbedND(sum(axes_dim), theta, axes_dim)
            return {"pe": embedder(x["ids"][None].double())[0, 0].to(x["ids"].dtype)}

    attrs = {"axes_dim": axes_dim, "theta": theta}
    return Case(f"rope-{name}", "rope", run, {"ids": ids}, attrs=attrs, source=official.SOURCE)


def rotations(tokens: int, axes_dim: list[int]) -> Tensor:
    with official.float64():
        ids = Random(tokens).integers(1, tokens, len(axes_dim), high=100).double()
        return official.layers.EmbedND(sum(axes_dim), 10000, axes_dim)(ids)[0, 0].to(torch.float32)


def apply_rope(name: str, heads: int, tokens: int, axes_dim: list[int], size: float = 1.0) -> Case:
    random = Random(tokens)
    q, k = (random.normal(heads, tokens, sum(axes_dim), std=size) for _ in range(2))

    def run(x, w):
        with official.computing_in(x["q"].dtype):
            return dict(zip("qk", official.flux.math.apply_rope(x["q"], x["k"], x["pe"])))

    inputs = {"q": q, "k": k, "pe": rotations(tokens, axes_dim)}
    return Case(f"apply_rope-{name}", "apply_rope", run, inputs, source=official.SOURCE)


def attention(
    name: str, heads: int, tokens: int, dim: int, axes_dim: list[int] | None = None, size: float = 1.0
) -> Case:
    random = Random(heads * 1000 + tokens)
    inputs = {part: random.normal(heads, tokens, dim, std=size) for part in "qkv"}
    if axes_dim:
        inputs["pe"] = rotations(tokens, axes_dim)

    def run(x, w):
        q, k, v = (x[part][None] for part in "qkv")
        if "pe" not in x:
            return {"y": F.scaled_dot_product_attention(q, k, v)[0].transpose(0, 1).flatten(1)}
        with official.computing_in(q.dtype):
            return {"y": official.flux.math.attention(q, k, v, x["pe"])[0]}

    return Case(f"attention-{name}", "attention", run, inputs, source=official.SOURCE)


def conv2d(
    name: str,
    x: Tensor,
    out: int,
    kernel: tuple[int, int],
    stride: int,
    padding: list[int],
    bias=True,
    stored=torch.float32,
) -> Case:
    random = Random(x.numel() + out)
    weights = {"weight": random.matrix(out, x.shape[0], *kernel).to(stored)}
    if bias:
        weights["bias"] = random.normal(out).to(stored)
    top, left, bottom, right = padding

    def run(x, w):
        padded = F.pad(x["x"], (left, right, top, bottom))
        return {"y": F.conv2d(padded[None], w["weight"], w.get("bias"), stride)[0]}

    return Case(f"conv2d-{name}", "conv2d", run, {"x": x}, weights, {"stride": stride, "padding": padding})


def upsample_nearest(name: str, x: Tensor, factor: int) -> Case:
    def run(x, w):
        return {"y": F.interpolate(x["x"][None], scale_factor=factor, mode="nearest")[0]}

    attrs = {"factor": factor}
    return Case(f"upsample_nearest-{name}", "upsample_nearest", run, {"x": x}, attrs=attrs, tolerance=(0, 0))


def cases():
    random = Random(1)

    yield linear("usual", 32, 64, 48)
    yield linear("odd", 17, 33, 13)
    yield linear("no-bias", 7, 129, 3, bias=False)
    yield linear("one", 1, 1, 1)
    yield linear("long", 3, 4099, 5)
    yield linear("extreme", 5, 31, 7, size=80)
    yield linear("bf16", 9, 65, 11, stored=BF16)
    yield linear("f16", 4, 37, 19, bias=False, stored=F16)

    yield layer_norm("usual", random.normal(16, 64, std=2, mean=1))
    yield layer_norm("odd-no-weights", random.normal(7, 33, std=3), affine=False)
    yield layer_norm("large-mean", random.normal(5, 67, std=0.5, mean=1000))
    yield layer_norm("tiny-variance", random.normal(3, 17, std=1e-4, mean=0.5))
    yield layer_norm("extreme", random.uniform(3, 13, low=-80, high=80))
    yield layer_norm("one", random.normal(3, 1))

    yield rms_norm("usual", random.normal(24, 16))
    yield rms_norm("odd", random.normal(13, 7, std=5, mean=2))
    yield rms_norm("tiny", random.normal(3, 33, std=1e-4))
    yield rms_norm("extreme-bf16", random.normal(3, 128, std=80), stored=BF16)
    yield rms_norm("one", random.normal(5, 1))

    yield group_norm("usual", random.normal(32, 8, 8, std=2, mean=1), 8)
    yield group_norm("odd", random.normal(15, 7, 13), 3)
    yield group_norm("large-mean", random.normal(6, 5, 3, std=0.5, mean=300), 2)
    yield group_norm("32-groups", random.normal(64, 3, 5, std=80), 32)
    yield group_norm("one-pixel", random.normal(4, 1, 1), 2)

    yield modulate("usual", random.normal(16, 64))
    yield modulate("odd-extreme", random.normal(3, 13, std=80), size=30)
    yield modulate("large-mean", random.normal(7, 33, std=0.5, mean=500))

    for op in ACTIVATIONS:
        yield activation("usual", op, random.normal(3, 7, 5, std=2))
        yield activation("sweep", op, torch.linspace(-12, 12, 193))
        yield activation("extreme", op, torch.tensor([[-1e4, -80, -20, -1e-30, -0.0], [0.0, 1e-30, 20, 80, 1e4]]))

    yield softmax("usual", random.normal(16, 33, std=3))
    yield softmax("extreme", random.uniform(5, 13, low=-80, high=80))
    yield softmax("huge", random.normal(3, 7, std=1e4))
    yield softmax("causal", random.normal(7, 7).masked_fill(torch.ones(7, 7).triu(1).bool(), -math.inf))
    yield softmax("equal", torch.full((3, 17), -80.0))
    yield softmax("one", random.normal(3, 1, std=80))

    yield timestep_embedding("usual", [0.0, 0.25, 0.3333333, 0.7612, 1.0], 256)
    yield timestep_embedding("guidance", [1.0, 2.5, 3.5, 4.0], 256)
    yield timestep_embedding("odd", [0.1, 0.9], 33)
    yield timestep_embedding("periods", [0.5, -0.5, 12.0], 16, max_period=100, time_factor=1)

    yield rope("grid", torch.cartesian_prod(torch.arange(2.0), torch.arange(3.0), torch.arange(7.0)), [4, 6, 6])
    yield rope("official", random.integers(17, 3, high=128).float(), [16, 56, 56])
    yield rope("far", torch.tensor([[0, 4095, 1], [1, 0, 65535], [7, 12345, 33], [-1, -7, 0.5]]), [2, 8, 6])
    yield rope("one-theta", torch.tensor([[1.0, 2.0, 3.0]]), [2, 2, 2], theta=100)

    yield apply_rope("usual", 4, 32, [4, 6, 6])
    yield apply_rope("odd", 3, 13, [2, 4, 8])
    yield apply_rope("extreme", 1, 3, [2, 2, 2], size=80)
    yield apply_rope("one", 1, 1, [2])

    yield attention("usual", 4, 32, 16)
    yield attention("usual-pe", 4, 33, 16, [4, 6, 6])
    yield attention("odd", 3, 17, 7)
    yield attention("odd-pe", 3, 13, 14, [2, 4, 8])
    yield attention("extreme", 2, 7, 13, size=80)
    yield attention("extreme-pe", 1, 17, 6, [2, 2, 2], size=80)
    yield attention("long", 1, 513, 8)
    yield attention("one", 1, 1, 1)

    yield conv2d("usual", random.normal(8, 16, 16), 12, (3, 3), 1, [1, 1, 1, 1])
    yield conv2d("odd", random.normal(5, 13, 7), 3, (3, 3), 1, [1, 1, 1, 1])
    yield conv2d("downsample", random.normal(7, 17, 13), 7, (3, 3), 2, [0, 0, 1, 1])
    yield conv2d("pointwise-no-bias", random.normal(33, 3, 5), 17, (1, 1), 1, [0, 0, 0, 0], bias=False)
    yield conv2d("lopsided", random.normal(3, 7, 9), 2, (5, 2), 3, [2, 0, 1, 3])
    yield conv2d("one-pixel", random.normal(3, 1, 1), 5, (3, 3), 1, [1, 1, 1, 1])
    yield conv2d("extreme", random.normal(4, 5, 5, std=80), 3, (3, 3), 1, [1, 1, 1, 1])
    yield conv2d("bf16", random.normal(6, 9, 7), 5, (3, 3), 1, [1, 1, 1, 1], stored=BF16)
    yield conv2d("f16-no-bias", random.normal(3, 5, 7), 4, (3, 3), 2, [1, 1, 1, 1], bias=False, stored=F16)

    yield upsample_nearest("usual", random.normal(8, 6, 6), 2)
    yield upsample_nearest("odd", random.normal(3, 5, 1), 3)
    yield upsample_nearest("one", random.normal(1, 1, 1), 1)


if __name__ == "__main__":
    for case in cases():
        write(case, Path(sys.argv[1]) / "operators")
