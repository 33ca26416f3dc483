"""The official single files that hold what a folder of diffusers holds.

    python official_files.py TINY_DEV FOLDER

writes FOLDER with flux1-tiny-dev.safetensors and ae.safetensors in place of transformer/ and vae/. No name is written
down here: diffusers converts official weights, so its converter is asked where every single element goes, and each is
fetched back from there. The official classes must then compute what diffusers computes.
"""

import runpy
import shutil
import sys
from pathlib import Path
from unittest import mock

import diffusers
import torch
from diffusers import AutoencoderKL, FluxTransformer2DModel
from diffusers.loaders.single_file_utils import convert_ldm_vae_checkpoint
from flux.model import Flux, FluxParams
from torch import Tensor, nn

import official
from golden import write_safetensors
from official import autoencoder

SCRIPT = Path(diffusers.__file__).parents[2] / "scripts/convert_flux_to_diffusers.py"


def flux(transformer: FluxTransformer2DModel) -> Flux:
    """The official transformer with the weights of one from diffusers."""
    return fetch_back(Flux(params(transformer)), transformer, lambda weights: to_diffusers(transformer, weights))


def params(transformer: FluxTransformer2DModel) -> FluxParams:
    config = transformer.config
    return FluxParams(
        in_channels=config.in_channels,
        out_channels=transformer.out_channels,
        vec_in_dim=config.pooled_projection_dim,
        context_in_dim=config.joint_attention_dim,
        hidden_size=transformer.inner_dim,
        mlp_ratio=4.0,
        num_heads=config.num_attention_heads,
        depth=config.num_layers,
        depth_single_blocks=config.num_single_layers,
        axes_dim=list(config.axes_dims_rope),
        theta=10000,
        qkv_bias=True,
        guidance_embed=config.guidance_embeds,
    )


def to_diffusers(transformer: FluxTransformer2DModel, weights: dict[str, Tensor]) -> dict[str, Tensor]:
    """Official weights under the names that a transformer of diffusers has for them."""
    with mock.patch.object(sys, "argv", ["convert"]):  # the script reads its arguments when it is loaded
        convert = runpy.run_path(str(SCRIPT))["convert_flux_transformer_checkpoint_to_diffusers"]
    config = transformer.config
    return convert(dict(weights), config.num_layers, config.num_single_layers, transformer.inner_dim)


def auto_encoder(vae: AutoencoderKL) -> autoencoder.AutoEncoder:
    """The official autoencoder with the weights of one from diffusers."""
    config = vae.config
    channels = config.block_out_channels
    params = autoencoder.AutoEncoderParams(
        resolution=config.sample_size,
        in_channels=config.in_channels,
        ch=channels[0],
        out_ch=config.out_channels,
        ch_mult=[c // channels[0] for c in channels],
        num_res_blocks=config.layers_per_block,
        z_channels=config.latent_channels,
        scale_factor=config.scaling_factor,
        shift_factor=config.shift_factor,
    )
    model = official.auto_encoder(params, config.norm_num_groups)
    return fetch_back(model, vae, lambda weights: convert_ldm_vae_checkpoint(weights, config))


def fetch_back(model: nn.Module, source: nn.Module, to_diffusers) -> nn.Module:
    """Numbers every element of the official model, lets diffusers convert the numbers, and reads them backwards."""
    numbers, count = {}, 0
    for name, value in model.state_dict().items():
        numbers[name] = torch.arange(count, count + value.numel()).reshape(value.shape)
        count += value.numel()
    converted = to_diffusers(dict(numbers))
    weights = source.state_dict()
    if converted.keys() != weights.keys():
        raise ValueError(f"diffusers names {sorted(converted.keys() ^ weights.keys())} on one side only")
    dtype = next(iter(weights.values())).dtype
    elements = torch.full((count,), float("nan"), dtype=dtype)
    for name, where in converted.items():
        elements[where.reshape(-1)] = weights[name].reshape(-1)
    if elements.isnan().any():
        raise ValueError("diffusers has no place for some official weights")
    model.load_state_dict({name: elements[where] for name, where in numbers.items()})
    return model.to(dtype).eval()


def main(tiny_dev: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for part in ("text_encoder", "text_encoder_2", "tokenizer", "tokenizer_2"):
        shutil.copytree(tiny_dev / part, folder / part)
    transformer = FluxTransformer2DModel.from_pretrained(tiny_dev / "transformer", dtype=torch.bfloat16)
    vae = AutoencoderKL.from_pretrained(tiny_dev / "vae", dtype=torch.bfloat16)
    for name, model in (("flux1-tiny-dev", flux(transformer)), ("ae", auto_encoder(vae))):
        write_safetensors(folder / f"{name}.safetensors", model.state_dict(), {"format": "pt"})


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
