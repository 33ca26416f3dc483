"""Small files for the tests of org.flux4j.io, written by PyTorch and renamed by diffusers' own conversion scripts.

    python io_fixtures.py ../../flux-core/src/test/resources/org/flux4j/io

dtypes.safetensors               every type, next to its values as F32
*.official.safetensors           random tensors under the names of the official modules
*.diffusers.safetensors          the same tensors as diffusers' conversion names and cuts them
"""

import importlib.util
import sys
import types
from pathlib import Path
from typing import Callable

import diffusers
import torch
from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint
from flux.model import Flux, FluxParams
from flux.modules.autoencoder import AutoEncoder, AutoEncoderParams
from safetensors.torch import save_file
from torch import Tensor, nn

HIDDEN, MLP_RATIO, DEPTH, DEPTH_SINGLE = 8, 2.0, 2, 2


def values_of_every_type() -> dict[str, Tensor]:
    special = [0, 0x8000, 1, 0x8001, 0x3FF, 0x400, 0x7F, 0x80, 0x7BFF, 0x7C00, 0xFC00, 0x7E00, 0x7F7F, 0x7F80, 0xFF80, 0x7FC0]
    bits = torch.tensor(special + list(range(5, 0x10000, 61)), dtype=torch.int32).to(torch.int16)
    stored = {
        "f8_e4m3": torch.arange(256, dtype=torch.uint8).view(torch.float8_e4m3fn),
        "f16": bits.view(torch.float16),
        "bf16": bits.view(torch.bfloat16),
        "f64": torch.tensor([0.1, -1e300, 1e-40, float("inf"), float("nan")], dtype=torch.float64),
        "i64": torch.tensor([0, -1, 49407, 2**40 + 1, -(2**63)]),
        "u8": torch.arange(256, dtype=torch.uint8),
    }
    return stored | {f"{name}.as_f32": value.float() for name, value in stored.items()}


def random_weights(module: nn.Module, shrink: Callable[[int], int], generator: torch.Generator) -> dict[str, Tensor]:
    """A random tensor for each parameter, with sizes made smaller so that the file is small."""
    shapes = {name: [shrink(size) for size in value.shape] for name, value in module.state_dict().items()}
    return {name: torch.randn(shape, generator=generator).to(torch.bfloat16) for name, shape in shapes.items()}


def conversion_script() -> types.ModuleType:
    """scripts/convert_flux_to_diffusers.py, which reads its command line on import and wants two packages it does not need."""
    for name in ("accelerate", "huggingface_hub"):
        sys.modules.setdefault(name, types.SimpleNamespace(init_empty_weights=None, hf_hub_download=None))
    path = Path(diffusers.__file__).parents[2] / "scripts" / "convert_flux_to_diffusers.py"
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    arguments, sys.argv = sys.argv, sys.argv[:1]
    spec.loader.exec_module(module)
    sys.argv = arguments
    return module


def save(folder: Path, name: str, tensors: dict[str, Tensor]) -> None:
    save_file({key: value.clone().contiguous() for key, value in tensors.items()}, folder / f"{name}.safetensors", {"format": "pt"})


def main(folder: Path) -> None:
    generator = torch.Generator().manual_seed(20250601)
    save(folder, "dtypes", values_of_every_type())

    params = FluxParams(
        in_channels=4, out_channels=4, vec_in_dim=6, context_in_dim=5, hidden_size=HIDDEN, mlp_ratio=MLP_RATIO,
        num_heads=2, depth=DEPTH, depth_single_blocks=DEPTH_SINGLE, axes_dim=[2, 2, 0], theta=10000, qkv_bias=True,
        guidance_embed=True,
    )  # fmt: skip
    transformer = random_weights(Flux(params), lambda size: 12 if size == 256 else size, generator)
    save(folder, "transformer.official", transformer)
    convert = conversion_script().convert_flux_transformer_checkpoint_to_diffusers
    save(folder, "transformer.diffusers", convert(dict(transformer), DEPTH, DEPTH_SINGLE, HIDDEN, MLP_RATIO))

    params = AutoEncoderParams(
        resolution=16, in_channels=3, ch=32, out_ch=3, ch_mult=[1, 2, 2], num_res_blocks=1, z_channels=2,
        scale_factor=0.3611, shift_factor=0.1159,
    )  # fmt: skip
    vae = random_weights(AutoEncoder(params), lambda size: size // 16 if size >= 32 else size, generator)
    save(folder, "vae.official", vae)
    levels = len(params.ch_mult)
    config = {"down_block_types": ["DownEncoderBlock2D"] * levels, "up_block_types": ["UpDecoderBlock2D"] * levels}
    save(folder, "vae.diffusers", convert_ldm_vae_checkpoint(dict(vae), config))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
