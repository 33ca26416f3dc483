"""The group `models`: whole transformers, autoencoders and text encoders, small, and the denoising loop.

Run: python model_cases.py FOLDER
"""

import sys
from dataclasses import asdict
from pathlib import Path
from unittest import mock

import torch
import transformers
from flux.model import Flux, FluxParams
from torch import Tensor, nn
from transformers import CLIPTextConfig, CLIPTextModel, T5Config, T5EncoderModel
from transformers.models.t5.modeling_t5 import T5LayerNorm

import official
from block_cases import ids, random_weights
from golden import Case, write
from official import autoencoder
from random_data import Random

TEXT_SOURCE = f"PyTorch {torch.__version__}, transformers {transformers.__version__}, float64"


def flux_params(num_heads: int, axes_dim: list[int], **changes) -> FluxParams:
    params = dict(
        in_channels=64,
        out_channels=64,
        vec_in_dim=20,
        context_in_dim=24,
        hidden_size=num_heads * sum(axes_dim),
        mlp_ratio=4.0,
        num_heads=num_heads,
        depth=2,
        depth_single_blocks=2,
        axes_dim=axes_dim,
        theta=10000,
        qkv_bias=True,
        guidance_embed=True,
    )
    return FluxParams(**params | changes)


DEV = flux_params(2, [4, 6, 6])
SCHNELL = flux_params(3, [2, 4, 4], depth=1, depth_single_blocks=3, guidance_embed=False)
ODD = flux_params(
    1,
    [2, 4, 6],
    in_channels=12,
    out_channels=5,
    vec_in_dim=7,
    context_in_dim=9,
    mlp_ratio=3.0,
    theta=1000,
    qkv_bias=False,
)


def flux_inputs(
    params: FluxParams, random: Random, text: int, height: int, width: int, std: float
) -> dict[str, Tensor]:
    positions = ids(text, height, width)
    return {
        "img": random.normal(height * width, params.in_channels, std=std),
        "img_ids": positions[text:],
        "txt": random.normal(text, params.context_in_dim, std=std),
        "txt_ids": positions[:text],
        "y": random.normal(params.vec_in_dim, std=std),
    }


def flux_transformer(
    name: str,
    params: FluxParams,
    grid: tuple[int, int, int],
    timestep: float,
    guidance: float = 3.5,
    std: float = 1.0,
    stored=torch.float32,
) -> Case:
    random = Random(sum(grid))
    module = Flux(params)
    inputs = flux_inputs(params, random, *grid, std)
    inputs["timestep"] = torch.tensor([timestep])
    if params.guidance_embed:
        inputs["guidance"] = torch.tensor([guidance])

    def run(x, w):
        x = {name: value if name in ("timestep", "guidance") else value[None] for name, value in x.items()}
        return {"pred": official.call(module, w, timesteps=x.pop("timestep"), **x)[0]}

    weights = random_weights(module, random, stored)
    op = "flux_transformer"
    return Case(f"{op}-{name}", op, run, inputs, weights, asdict(params), slack=8, source=official.SOURCE)


def denoise(
    name: str, params: FluxParams, grid: tuple[int, int, int], steps: int, reference: tuple[int, int] | None
) -> Case:
    random = Random(sum(grid) + steps)
    module = Flux(params)
    inputs = flux_inputs(params, random, *grid, std=1.0)
    if reference:
        inputs["img_cond_seq"] = random.normal(reference[0] * reference[1], params.in_channels)
        inputs["img_cond_seq_ids"] = ids(0, *reference, plane=1)
    guidance = 2.5
    timesteps = official.sampling.get_schedule(steps, len(inputs["img"]), shift=params.guidance_embed)

    def run(x, w):
        def model(**step):
            return official.call(module, w, **step)

        x = {name: value[None] for name, value in x.items()}
        return {"img": official.sampling.denoise(model, vec=x.pop("y"), timesteps=timesteps, guidance=guidance, **x)[0]}

    weights = random_weights(module, random, torch.bfloat16)
    attrs = asdict(params) | {"guidance": guidance, "timesteps": timesteps}
    return Case(f"denoise-{name}", "denoise", run, inputs, weights, attrs, slack=8, source=official.SOURCE)


AE = autoencoder.AutoEncoderParams(
    resolution=64,
    in_channels=3,
    ch=8,
    out_ch=3,
    ch_mult=[1, 2, 4],
    num_res_blocks=2,
    z_channels=16,
    scale_factor=0.3611,
    shift_factor=0.1159,
)
AE_32_GROUPS = autoencoder.AutoEncoderParams(
    resolution=64,
    in_channels=3,
    ch=32,
    out_ch=3,
    ch_mult=[1, 2],
    num_res_blocks=1,
    z_channels=4,
    scale_factor=0.5,
    shift_factor=-0.3,
)


def ae(
    op: str, name: str, params: autoencoder.AutoEncoderParams, x: Tensor, groups: int = 32, stored=torch.float32
) -> Case:
    """The official modules normalise in 32 groups, always; the attribute norm_groups asks for fewer."""
    half = {"ae_encode": "encoder", "ae_decode": "decoder"}[op]
    module = official.auto_encoder(params, groups)
    module.forward = {"ae_encode": module.encode, "ae_decode": module.decode}[op]
    attrs = asdict(params) | ({} if groups == 32 else {"norm_groups": groups})
    weights = random_weights(module, Random(x.numel()), stored)
    weights = {name: value for name, value in weights.items() if name.startswith(half)}
    source, target = {"ae_encode": ("x", "z"), "ae_decode": ("z", "x")}[op]

    def run(x, w):
        return {target: official.call(module, w, x[source][None])[0]}

    return Case(f"{op}-{name}", op, run, {source: x}, weights, attrs, slack=8, source=official.SOURCE)


def t5_layer_norm(self: T5LayerNorm, x: Tensor) -> Tensor:
    """T5LayerNorm takes the variance in float32, always; this keeps the type of x."""
    return self.weight * (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.variance_epsilon))


def text_encoder(
    name: str, op: str, module: nn.Module, input_ids: Tensor, weights: dict[str, Tensor], prefix: str = ""
) -> Case:
    output = {"t5_encoder": "last_hidden_state", "clip_text": "pooler_output"}[op]

    def run(x, w):
        with mock.patch.object(T5LayerNorm, "forward", t5_layer_norm):
            w = {name.removeprefix(prefix): value for name, value in w.items()}
            return {output: torch.func.functional_call(module, w, (x["input_ids"][None],))[output][0]}

    config = module.config.to_dict()
    return Case(f"{op}-{name}", op, run, {"input_ids": input_ids}, weights, config, slack=8, source=TEXT_SOURCE)


def t5_encoder(name: str, tokens: int, stored=torch.float32, **changes) -> Case:
    config = dict(
        vocab_size=101, d_model=24, d_kv=8, d_ff=40, num_layers=2, num_heads=3, feed_forward_proj="gated-gelu"
    )
    module = T5EncoderModel(T5Config(**config | changes)).eval()
    random = Random(tokens)
    weights = random_weights(module, random, stored)
    del weights["encoder.embed_tokens.weight"]  # the same as shared.weight
    weights["shared.weight"] = random.normal(*weights["shared.weight"].shape).to(stored)
    input_ids = random.integers(tokens, high=module.config.vocab_size)
    input_ids[tokens - tokens // 3 :] = 0  # padding is seen like any other token
    return text_encoder(name, "t5_encoder", module, input_ids, weights)


def clip_text(name: str, tokens: int, end: int, stored=torch.float32, **changes) -> Case:
    """`end` is where the end-of-text token stands; what follows it is padding."""
    config = dict(
        vocab_size=97,
        hidden_size=30,
        intermediate_size=44,
        num_hidden_layers=2,
        num_attention_heads=3,
        max_position_embeddings=33,
        bos_token_id=95,
        eos_token_id=96,
        pad_token_id=96,
    )
    module = CLIPTextModel(CLIPTextConfig(**config | changes)).eval()
    random = Random(tokens)
    prefix = "text_model."  # as released checkpoints have it
    weights = {prefix + name: value for name, value in random_weights(module, random, stored).items()}
    for name_ in ("token_embedding", "position_embedding"):
        table = f"{prefix}embeddings.{name_}.weight"
        weights[table] = random.normal(*weights[table].shape).to(stored)
    input_ids = random.integers(tokens, high=95)
    input_ids[0], input_ids[end], input_ids[end + 1 :] = 95, 96, module.config.pad_token_id
    return text_encoder(name, "clip_text", module, input_ids, weights, prefix)


def cases():
    random = Random(3)

    yield flux_transformer("dev", DEV, (8, 4, 5), timestep=0.8125)
    # angles so small that float32 is as good as float64, and the tolerance is narrow
    yield flux_transformer("dev-bf16", DEV, (5, 3, 3), timestep=2**-7, guidance=2**-6, stored=torch.bfloat16)
    yield flux_transformer("schnell", SCHNELL, (7, 3, 2), timestep=2**-6)
    yield flux_transformer("odd", ODD, (3, 1, 7), timestep=0.7654321)
    yield flux_transformer("smallest", ODD, (1, 1, 1), timestep=1.0)
    yield flux_transformer("extreme", SCHNELL, (3, 2, 3), timestep=0.5, std=80)

    yield denoise("text", SCHNELL, (5, 3, 4), steps=4, reference=None)
    yield denoise("reference", DEV, (7, 3, 4), steps=3, reference=(2, 5))

    yield ae("ae_encode", "usual", AE, random.uniform(3, 32, 24), groups=4)
    yield ae("ae_encode", "odd-bf16", AE, random.uniform(3, 21, 13), groups=2, stored=torch.bfloat16)
    yield ae("ae_encode", "32-groups-bf16", AE_32_GROUPS, random.uniform(3, 10, 6), stored=torch.bfloat16)
    yield ae("ae_decode", "usual", AE, random.normal(16, 6, 4), groups=4)
    yield ae("ae_decode", "one-bf16", AE, random.normal(16, 1, 1), groups=2, stored=torch.bfloat16)
    yield ae("ae_decode", "32-groups-bf16", AE_32_GROUPS, random.normal(4, 3, 7), stored=torch.bfloat16)

    yield t5_encoder("usual", 32)
    yield t5_encoder("far", 150, num_layers=1)
    yield t5_encoder(
        "odd-bf16",
        17,
        d_kv=5,
        relative_attention_num_buckets=16,
        relative_attention_max_distance=20,
        stored=torch.bfloat16,
    )
    yield t5_encoder("one", 1)

    yield clip_text("usual", 33, end=9)
    yield clip_text("full-bf16", 33, end=32, stored=torch.bfloat16)
    yield clip_text("eos-2", 21, end=12, eos_token_id=2, pad_token_id=0)
    yield clip_text("gelu", 7, end=3, hidden_act="gelu", layer_norm_eps=1e-3)


if __name__ == "__main__":
    for case in cases():
        write(case, Path(sys.argv[1]) / "models")
