"""Golden cases: what one holds, how it is evaluated, where its tolerance comes from, and how it is written."""

import json
import math
import struct
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import torch
from torch import Tensor

TYPES = {
    torch.float64: "F64",
    torch.float32: "F32",
    torch.bfloat16: "BF16",
    torch.float16: "F16",
    torch.int64: "I64",
    torch.uint8: "U8",
    torch.float8_e4m3fn: "F8_E4M3",
    torch.float8_e5m2: "F8_E5M2",
}


@dataclass
class Case:
    """One case. `run` gets inputs and weights in the floating type to compute in, and returns the outputs by name."""

    name: str
    op: str
    run: Callable[[dict[str, Tensor], dict[str, Tensor]], dict[str, Tensor]]
    inputs: dict[str, Tensor]
    weights: dict[str, Tensor] = field(default_factory=dict)
    attrs: dict = field(default_factory=dict)
    slack: float = 4.0  # the tolerance, as a multiple of the error of PyTorch's own float32
    tolerance: tuple[float, float] | None = None  # atol and rtol, where they are known and not measured
    source: str = f"PyTorch {torch.__version__}, float64"


def write(case: Case, folder: Path) -> None:
    """Evaluates the case in float64, measures what float32 makes of it, and writes the file."""
    want = evaluate(case, torch.float64)
    single = evaluate(case, torch.float32)
    for name, value in want.items():
        if value.dtype != torch.float64 or not torch.isfinite(value).all():
            raise ValueError(f"{case.name}: output {name} is {value.dtype}, or not finite")
    atol, rtol = case.tolerance or measured_tolerance(want, single, case.slack)
    save(case, {name: value.float() for name, value in want.items()}, atol, rtol, folder)


def evaluate(case: Case, dtype: torch.dtype) -> dict[str, Tensor]:
    def cast(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
        return {name: value.to(dtype) if value.is_floating_point() else value for name, value in tensors.items()}

    with torch.no_grad():
        return case.run(cast(case.inputs), cast(case.weights))


def measured_tolerance(want: dict[str, Tensor], single: dict[str, Tensor], slack: float) -> tuple[float, float]:
    """atol: a multiple of the largest float32 error, and no less than 2e-6 of the output's size; rtol: 2e-6, 17 ulp."""
    atol = 0.0
    for name, value in want.items():
        error = (single[name].double() - value.double()).abs().max().item()
        size = value.double().square().mean().sqrt().item()
        atol = max(atol, slack * error, 2e-6 * size)
    return round_up(atol), 2e-6


def round_up(value: float) -> float:
    """Two significant digits are enough to read."""
    step = 10.0 ** (math.floor(math.log10(value)) - 1)
    return float(f"{math.ceil(value / step) * step:.1e}")


def save(case: Case, outputs: dict[str, Tensor], atol: float, rtol: float, folder: Path) -> None:
    tensors = {f"in.{name}": value for name, value in case.inputs.items()}
    tensors |= {f"w.{name}": value for name, value in case.weights.items()}
    tensors |= {f"out.{name}": value for name, value in outputs.items()}
    metadata = {
        "format": "flux-golden/1",
        "op": case.op,
        "attrs": json.dumps(case.attrs),
        "atol": f"{atol:g}",
        "rtol": f"{rtol:g}",
        "source": case.source,
    }
    folder.mkdir(parents=True, exist_ok=True)
    write_safetensors(folder / f"{case.name}.safetensors", tensors, metadata)
    shapes = ", ".join(f"{name} {list(value.shape)}" for name, value in outputs.items())
    print(f"{folder.name}/{case.name}: {shapes}, atol {atol:g}")


def write_safetensors(path: Path, tensors: dict[str, Tensor], metadata: dict[str, str]) -> None:
    """The safetensors library orders the metadata at random; this gives the same bytes for the same case every time."""
    header: dict = {"__metadata__": metadata}
    blobs = []
    end = 0
    for name, value in sorted(tensors.items(), key=lambda item: (-item[1].element_size(), item[0])):
        blob = value.contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
        header[name] = {"dtype": TYPES[value.dtype], "shape": list(value.shape), "data_offsets": [end, end + len(blob)]}
        blobs.append(blob)
        end += len(blob)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(blobs))
