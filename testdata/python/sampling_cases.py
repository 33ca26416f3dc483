"""The group `sampling`: noise, schedule, packing of latents, and the loss.

Run: python sampling_cases.py FOLDER
"""

import sys
from pathlib import Path

import torch
from einops import rearrange
from torch import Tensor
from torch.nn import functional as F

from golden import Case, write
from official import SOURCE, sampling
from random_data import Random

F32, BF16 = torch.float32, torch.bfloat16
EXACT = (0, 0)


def torch_randn(name: str, seed: int, shape: list[int], dtype: torch.dtype) -> Case:
    """Whatever type the case is evaluated in: noise is what PyTorch draws in the given one."""

    def run(x, w):
        generator = torch.Generator("cpu").manual_seed(seed)
        return {"y": torch.randn(shape, generator=generator, dtype=dtype).double()}

    attrs = {"seed": seed, "shape": shape, "dtype": str(dtype).removeprefix("torch.")}
    source = f"PyTorch {torch.__version__}, {torch.backends.cpu.get_cpu_capability()}"
    return Case(f"torch_randn-{name}", "torch_randn", run, {}, attrs=attrs, tolerance=EXACT, source=source)


def schedule(name: str, num_steps: int, image_seq_len: int, shift: bool, base=0.5, largest=1.15) -> Case:
    attrs = {
        "num_steps": num_steps,
        "image_seq_len": image_seq_len,
        "base_shift": base,
        "max_shift": largest,
        "shift": shift,
    }

    def run(x, w):
        torch.set_default_dtype(torch.float64)
        timesteps = torch.tensor(sampling.get_schedule(**attrs))
        torch.set_default_dtype(torch.float32)
        return {"timesteps": timesteps}

    return Case(f"schedule-{name}", "schedule", run, {}, attrs=attrs, tolerance=(1e-9, 1e-7), source=SOURCE)


def pack(name: str, x: Tensor) -> Case:
    def run(x, w):  # prepare
        return {"y": rearrange(x["x"][None], "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2)[0]}

    return Case(f"pack-{name}", "pack", run, {"x": x}, tolerance=EXACT, source=SOURCE)


def unpack(name: str, channels: int, height: int, width: int) -> Case:
    """Tokens of a picture of that many pixels, which need not be a multiple of 16."""
    tokens = -(-height // 16) * -(-width // 16)

    def run(x, w):
        return {"y": sampling.unpack(x["x"][None], height, width)[0]}

    inputs = {"x": Random(height * 1000 + width).normal(tokens, 4 * channels)}
    attrs = {"height": height, "width": width}
    return Case(f"unpack-{name}", "unpack", run, inputs, attrs=attrs, tolerance=EXACT, source=SOURCE)


def flow_matching_loss(name: str, shape: list[int], t: float, size: float = 1.0) -> Case:
    random = Random(len(name) + shape[0])
    inputs = {part: random.normal(*shape, std=size) for part in ("x0", "x1", "pred")}
    inputs["t"] = torch.tensor([t])

    def run(x, w):
        target = x["x1"] - x["x0"]
        return {
            "xt": (1 - x["t"]) * x["x0"] + x["t"] * x["x1"],
            "target": target,
            "loss": F.mse_loss(x["pred"], target)[None],
        }

    # a picture's worth of squares is summed in double, whatever the model computes in
    return Case(f"flow_matching_loss-{name}", "flow_matching_loss", run, inputs, tolerance=(1e-6 * size, 2e-6))


def cases():
    for dtype, name in [(F32, "float32"), (BF16, "bfloat16")]:
        yield torch_randn(f"one-{name}", 7, [1], dtype)
        yield torch_randn(f"15-{name}", 42, [3, 5], dtype)
        yield torch_randn(f"16-{name}", 42, [16], dtype)
        yield torch_randn(f"17-{name}", 42, [17], dtype)
        yield torch_randn(f"31-{name}", 0, [1, 31], dtype)
        yield torch_randn(f"latents-{name}", 1234, [16, 8, 12], dtype)
        yield torch_randn(f"odd-latents-{name}", -1, [1, 3, 7, 13], dtype)
        yield torch_randn(f"seed-64-bits-{name}", 2**40 + 99, [16, 4, 4], dtype)

    yield schedule("kontext", 28, 4096, True)
    yield schedule("schnell", 4, 4096, False)
    yield schedule("one-step", 1, 1024, True)
    yield schedule("one-token", 5, 1, True)
    yield schedule("small", 20, 256, True)
    yield schedule("odd", 7, 3567, True)
    yield schedule("huge", 50, 65536, True)
    yield schedule("many-steps", 333, 1000, True)
    yield schedule("other-shifts", 9, 640, True, 0.25, 1.5)

    random = Random(5)
    yield pack("usual", random.normal(16, 8, 12))
    yield pack("odd", random.normal(3, 2, 14))
    yield pack("one", random.normal(1, 2, 2))

    yield unpack("usual", 16, 64, 96)
    yield unpack("odd", 3, 33, 100)
    yield unpack("one", 1, 1, 1)

    yield flow_matching_loss("usual", [24, 64], 0.3)
    yield flow_matching_loss("odd", [13, 7], 0.875)
    yield flow_matching_loss("picture", [5, 3], 0.0)
    yield flow_matching_loss("noise", [5, 3], 1.0)
    yield flow_matching_loss("extreme", [1, 1001], 0.01, size=80)
    yield flow_matching_loss("one", [1, 1], 0.5)


if __name__ == "__main__":
    for case in cases():
        write(case, Path(sys.argv[1]) / "sampling")
