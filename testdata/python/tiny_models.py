"""Tiny model folders in the layout of diffusers, with random weights.

    python tiny_models.py CLIP_TOKENIZER T5_TOKENIZER FOLDER

writes FOLDER/tiny-random, tiny-dev and tiny-schnell. They differ in everything that folders may differ in: guidance,
shift of the schedule, sizes, stored type, shards, files of the tokenizers, and the end-of-text token that CLIP names.
"""

import json
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import torch
from diffusers import (
    AutoencoderKL,
    FlowMatchEulerDiscreteScheduler,
    FluxKontextPipeline,
    FluxPipeline,
    FluxTransformer2DModel,
)
from torch import nn
from transformers import AutoTokenizer, CLIPTextConfig, CLIPTextModel, T5Config, T5EncoderModel

from random_data import Random

CLIP_FILES = ["vocab.json", "merges.txt", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]
T5_FILES = ["spiece.model", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"]

# width and height, from narrow to wide as in the list of the official code, with a 64th of its area
KONTEXT_RESOLUTIONS = [
    [80, 192],
    [96, 176],
    [96, 160],
    [112, 160],
    [112, 144],
    [128, 144],
    [128, 128],
    [144, 128],
    [144, 112],
    [160, 112],
    [160, 96],
    [176, 96],
    [192, 80],
]


@dataclass
class Tiny:
    name: str
    pipeline: type
    seed: int
    num_heads: int
    axes_dim: tuple[int, int, int]
    vae_channels: tuple[int, ...]
    norm_groups: int
    guidance: bool = True
    shifted: bool = True
    dtype: torch.dtype = torch.bfloat16
    shard: str = "1GB"
    eos: int | None = None  # what config.json of CLIP says; None: what the tokenizer says
    left_out: tuple[str, ...] = ()  # files of the tokenizers


FOLDERS = [
    Tiny("tiny-random", FluxKontextPipeline, 1, 4, (4, 6, 6), (8, 16, 16, 32), norm_groups=4),
    # heads and groups in the proportions of FLUX.1, which official files leave to be guessed
    Tiny(
        "tiny-dev",
        FluxPipeline,
        4,
        2,
        (4, 14, 14),
        (32, 32, 32, 32),
        norm_groups=32,
        shard="400KB",
        eos=2,
        left_out=("tokenizer/tokenizer.json", "tokenizer_2/tokenizer.json"),
    ),
    Tiny(
        "tiny-schnell",
        FluxPipeline,
        4,
        3,
        (2, 4, 6),
        (8, 8, 16, 16),
        norm_groups=2,
        guidance=False,
        shifted=False,
        dtype=torch.float32,
        left_out=("tokenizer/vocab.json", "tokenizer/merges.txt", "tokenizer_2/spiece.model"),
    ),
]


def transformer(tiny: Tiny, clip: CLIPTextConfig, t5: T5Config, vae: AutoencoderKL, random: Random) -> nn.Module:
    model = FluxTransformer2DModel(
        in_channels=4 * vae.config.latent_channels,
        num_layers=2,
        num_single_layers=3,
        attention_head_dim=sum(tiny.axes_dim),
        num_attention_heads=tiny.num_heads,
        joint_attention_dim=t5.d_model,
        pooled_projection_dim=clip.hidden_size,
        guidance_embeds=tiny.guidance,
        axes_dims_rope=tiny.axes_dim,
    )
    fill(model, random, {"norm_q": 2.0, "norm_k": 2.0, "norm_added": 2.0})
    return model


def auto_encoder(tiny: Tiny, random: Random) -> AutoencoderKL:
    levels = len(tiny.vae_channels)
    model = AutoencoderKL(
        down_block_types=["DownEncoderBlock2D"] * levels,
        up_block_types=["UpDecoderBlock2D"] * levels,
        block_out_channels=tiny.vae_channels,
        layers_per_block=2,
        latent_channels=16,
        norm_num_groups=tiny.norm_groups,
        sample_size=128,
        scaling_factor=0.3611,
        shift_factor=0.1159,
        use_quant_conv=False,
        use_post_quant_conv=False,
    )
    fill(model, random, {"encoder.conv_out": 6.0, "decoder.conv_out": 0.8})
    return model


def clip_encoder(tiny: Tiny, tokenizer, random: Random) -> CLIPTextModel:
    config = CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=4,
        max_position_embeddings=tokenizer.model_max_length,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id if tiny.eos is None else tiny.eos,
        pad_token_id=tokenizer.pad_token_id,
    )
    model = CLIPTextModel(config)
    fill(model, random, {"embedding": 5.0})
    return model


def t5_encoder(tokenizer, random: Random) -> T5EncoderModel:
    config = T5Config(
        vocab_size=(len(tokenizer) + 127) // 128 * 128,
        d_model=48,
        d_kv=12,
        d_ff=96,
        num_layers=2,
        num_heads=4,
        feed_forward_proj="gated-gelu",
    )
    model = T5EncoderModel(config)
    fill(model, random, {"shared": 5.0})
    return model


def fill(model: nn.Module, random: Random, gains: dict[str, float]) -> None:
    """Random weights for every parameter; those whose name holds a key of gains are multiplied by its value."""
    weights = random.weights(model)
    for name, value in weights.items():
        for part, gain in gains.items():
            if part in name:
                value *= gain
    model.load_state_dict(weights)
    model.eval()


def pipeline(tiny: Tiny, clip_tokenizer: Path, t5_tokenizer: Path):
    random = Random(tiny.seed)
    tokenizer, tokenizer_2 = AutoTokenizer.from_pretrained(clip_tokenizer), AutoTokenizer.from_pretrained(t5_tokenizer)
    text_encoder, text_encoder_2 = clip_encoder(tiny, tokenizer, random), t5_encoder(tokenizer_2, random)
    vae = auto_encoder(tiny, random)
    scheduler = FlowMatchEulerDiscreteScheduler(shift=3.0 if tiny.shifted else 1.0, use_dynamic_shifting=tiny.shifted)
    return tiny.pipeline(
        scheduler=scheduler,
        vae=vae,
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        text_encoder_2=text_encoder_2,
        tokenizer_2=tokenizer_2,
        transformer=transformer(tiny, text_encoder.config, text_encoder_2.config, vae, random),
    )


def save(tiny: Tiny, clip_tokenizer: Path, t5_tokenizer: Path, folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    pipe = pipeline(tiny, clip_tokenizer, t5_tokenizer).to(tiny.dtype)
    pipe.save_pretrained(folder, max_shard_size=tiny.shard)
    for part, source, files in (("tokenizer", clip_tokenizer, CLIP_FILES), ("tokenizer_2", t5_tokenizer, T5_FILES)):
        shutil.rmtree(folder / part)
        (folder / part).mkdir()
        for file in files:
            if f"{part}/{file}" not in tiny.left_out:
                shutil.copy(source / file, folder / part / file)
    if tiny.pipeline is FluxKontextPipeline:
        (folder / "kontext_resolutions.json").write_text(json.dumps(KONTEXT_RESOLUTIONS) + "\n")


def main(clip_tokenizer: Path, t5_tokenizer: Path, folder: Path) -> None:
    for tiny in FOLDERS:
        save(tiny, clip_tokenizer, t5_tokenizer, folder / tiny.name)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
