"""Writes the expected values of the tests in org.flux4j.sampling and org.flux4j.pipeline: noise from PyTorch, schedules and
Kontext resolutions from the official code.

    python sampling_fixtures.py ../../flux-core/src/test/resources/org/flux4j
"""

import ast
import inspect
import sys
import zlib
from pathlib import Path

import flux
import numpy as np
import torch

from official import sampling

SIZES = [1, 5, 15, 16, 17, 31, 37, 1000, 16 * 64 * 64]
SEEDS = [0, 42, -1, 2**32 + 5, 2**63 - 1]


def noise_lines():
    """seed dtype count crc32-of-all-as-float32 first-37-as-float32-bits"""
    for seed in SEEDS:
        for dtype in (torch.float32, torch.bfloat16):
            for size in SIZES:
                generator = torch.Generator("cpu").manual_seed(seed)
                noise = torch.randn(size, generator=generator, dtype=dtype).float().numpy()
                head = " ".join(f"{bits:08x}" for bits in noise[:37].view(np.uint32))
                name = "F32" if dtype == torch.float32 else "BF16"
                yield f"{seed} {name} {size} {zlib.crc32(noise.tobytes()):08x} {head}"


def schedule_lines():
    """steps tokens shift times..., in float64"""
    torch.set_default_dtype(torch.float64)
    for steps, tokens, shift in [(1, 256, True), (4, 4096, False), (7, 6, True), (28, 4096, True), (50, 65536, True)]:
        times = sampling.get_schedule(steps, tokens, shift=shift)
        yield f"{steps} {tokens} {str(shift).lower()} " + " ".join(repr(t) for t in times)


def resolution_lines():
    """width height of a picture, and of the resolution that the official code chooses for it"""
    random = np.random.default_rng(3)
    for width, height in [(1, 1), (1, 999), (999, 1), (640, 480), *random.integers(16, 4000, (60, 2)).tolist()]:
        aspect_ratio = width / height
        _, w, h = min((abs(aspect_ratio - w / h), w, h) for w, h in official_resolutions())  # prepare_kontext
        yield f"{width} {height} {w} {h}"


def official_resolutions():
    """The list in flux/util.py, read and not imported: the module wants what this does not need."""
    source = (Path(inspect.getfile(flux)).parent / "util.py").read_text()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and node.targets[0].id == "PREFERED_KONTEXT_RESOLUTIONS":
            return ast.literal_eval(node.value)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    (folder / "sampling" / "torch_randn.txt").write_text("\n".join(noise_lines()) + "\n")
    (folder / "sampling" / "schedules.txt").write_text("\n".join(schedule_lines()) + "\n")
    (folder / "pipeline" / "kontext_resolutions.txt").write_text("\n".join(resolution_lines()) + "\n")
