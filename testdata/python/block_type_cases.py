"""The operator `dequantize`: random blocks of every type of GGUF, and fp8, as the gguf package and PyTorch read them.

Run: python block_type_cases.py FOLDER
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch

from golden import write_safetensors

BLOCKS = ["Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q2_K", "Q3_K", "Q4_K", "Q5_K", "Q6_K"]
HALVES = {"Q2_K": [80, 82], "Q3_K": [108], "Q4_K": [0, 2], "Q5_K": [0, 2], "Q6_K": [208], "Q4_1": [0, 2], "Q5_1": [0, 2]}
ROWS = 3


def blocks(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Random bytes, in which only infinite and NaN scales are made finite: their comparison would tell nothing."""
    kind = gguf.GGMLQuantizationType[name]
    weights, size = gguf.GGML_QUANT_SIZES[kind]
    per_row = max(1, 512 // weights) + 1
    data = np.random.default_rng(size * weights).integers(0, 256, (ROWS, per_row, size), dtype=np.uint8)
    for offset in HALVES.get(name, [0]):
        upper = data[:, :, offset + 1]
        upper[(upper & 0x7C) == 0x7C] ^= 0x40
    data = data.reshape(ROWS, -1)
    return data, gguf.quants.dequantize(data, kind)


def plain(dtype: torch.dtype, codes: torch.Tensor) -> tuple[np.ndarray, np.ndarray]:
    """Every finite number of a type of 8 bits, or numbers of all exponents of a type of 16."""
    finite = codes[codes.view(dtype).float().isfinite()]
    finite = finite[: finite.numel() // 41 * 41].reshape(-1, 41)  # no multiple of a vector
    return finite.contiguous().view(torch.uint8).numpy(), finite.view(dtype).float().numpy()


def write(name: str, data: np.ndarray, values: np.ndarray, source: str, folder: Path) -> None:
    metadata = {
        "format": "flux-golden/1",
        "op": "dequantize",
        "attrs": json.dumps({"type": name, "shape": list(values.shape)}),
        "atol": "0",
        "rtol": "0",
        "source": source,
    }
    assert np.isfinite(values).all(), name
    tensors = {"in.bytes": torch.from_numpy(data.reshape(-1).copy()), "out.y": torch.from_numpy(values.astype(np.float32))}
    write_safetensors(folder / f"dequantize-{name.lower()}.safetensors", tensors, metadata)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in BLOCKS:
        write(name, *blocks(name), "gguf 0.19.0, gguf.quants.dequantize", folder)
    codes = torch.arange(256).to(torch.uint8)
    halves = torch.arange(-(2**15), 2**15, 7).to(torch.int16)
    torch_source = f"PyTorch {torch.__version__}, Tensor.float"
    write("F8_E4M3", *plain(torch.float8_e4m3fn, codes), torch_source, folder)
    write("F8_E5M2", *plain(torch.float8_e5m2, codes), torch_source, folder)
    write("F16", *plain(torch.float16, halves), torch_source, folder)
    write("BF16", *plain(torch.bfloat16, halves), torch_source, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
