"""The same calls as the Java benchmarks make, in PyTorch: each builder takes a type and the sizes of a shape."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import nn

try:
    from flux.math import apply_rope, rope
    from flux.modules import autoencoder, layers

    BLOCKS_SOURCE = "black-forest-labs/flux on PYTHONPATH"
except ImportError:
    import blocks as layers
    from blocks import apply_rope, rope

    autoencoder = layers
    BLOCKS_SOURCE = "of this project, as black-forest-labs/flux is not on PYTHONPATH"

EPS = 1e-6
PIECE = 16  # samples that a training step computes at once
TESTDATA = Path(__file__).parents[2] / "testdata"


def linear(dtype, m, k, n):
    x, weight, bias = torch.randn(m, k, dtype=dtype), torch.randn(n, k, dtype=dtype), torch.randn(n, dtype=dtype)
    return lambda: F.linear(x, weight, bias)


def attention(dtype, heads, length, dim):
    q, k, v = torch.randn(3, 1, heads, length, dim, dtype=dtype)
    return lambda: F.scaled_dot_product_attention(q, k, v).transpose(1, 2).reshape(1, length, heads * dim)


def conv2d(dtype, channels, size, kernel, stride):
    x = torch.randn(1, channels, size, size, dtype=dtype)
    weight = torch.randn(channels, channels, kernel, kernel, dtype=dtype)
    bias = torch.randn(channels, dtype=dtype)
    if stride == 1:
        return lambda: F.conv2d(x, weight, bias, padding=kernel // 2)
    return lambda: F.conv2d(F.pad(x, (0, 1, 0, 1)), weight, bias, stride)


def modulate(dtype, length, channels):
    x, shift, scale = torch.randn(1, length, channels), torch.randn(channels), torch.randn(channels)
    norm = nn.LayerNorm(channels, elementwise_affine=False, eps=EPS)
    return lambda: (1 + scale) * norm(x) + shift


def split_qkv(dtype, length, heads, dim):
    qkv, pe = torch.randn(1, length, 3 * heads * dim), positions(length, dim)
    norm = layers.QKNorm(dim)

    def call():
        q, k, v = qkv.view(1, length, 3, heads, dim).permute(2, 0, 3, 1, 4)
        q, k = norm(q, k, v)
        return *apply_rope(q, k, pe), v.contiguous()

    return call


def gelu(dtype, length, channels):
    x = torch.randn(1, length, channels)
    return lambda: F.gelu(x, approximate="tanh")


def linear_gelu(dtype, m, k, n):
    projection = linear(dtype, m, k, n)
    return lambda: F.gelu(projection(), approximate="tanh")


def gated_add(dtype, length, channels):
    x, update = torch.randn(2, 1, length, channels)
    gate = torch.randn(channels)
    return lambda: x + gate * update


def group_norm_silu(dtype, channels, size):
    x = torch.randn(1, channels, size, size)
    norm = nn.GroupNorm(32, channels, eps=EPS)
    return lambda: F.silu(norm(x))


def group_norm_silu_conv2d(dtype, channels, size):
    activated, conv = group_norm_silu(dtype, channels, size), nn.Conv2d(channels, channels, 3, padding=1)
    return lambda: conv(activated())


def double_stream_block(dtype, img_length, txt_length, channels, heads):
    block = layers.DoubleStreamBlock(channels, heads, mlp_ratio=4, qkv_bias=True).to(dtype)
    img, txt = torch.randn(1, img_length, channels, dtype=dtype), torch.randn(1, txt_length, channels, dtype=dtype)
    vec, pe = torch.randn(1, channels, dtype=dtype), positions(txt_length + img_length, channels // heads)
    return lambda: block(img=img, txt=txt, vec=vec, pe=pe)


def single_stream_block(dtype, length, channels, heads):
    block = layers.SingleStreamBlock(channels, heads, mlp_ratio=4).to(dtype)
    x, vec = torch.randn(1, length, channels, dtype=dtype), torch.randn(1, channels, dtype=dtype)
    pe = positions(length, channels // heads)
    return lambda: block(x, vec=vec, pe=pe)


def positions(length, dim):
    return rope(torch.randn(1, length), dim, 10_000).unsqueeze(1)


def decoder_stage(dtype, channels, size):
    blocks = [autoencoder.ResnetBlock(channels, channels) for _ in range(3)]
    stage = nn.Sequential(*blocks, autoencoder.Upsample(channels))
    x = torch.randn(1, channels, size, size)
    return lambda: stage(x)


def t5_layer(dtype, length, channels, heads, mlp):
    try:
        from transformers import T5Config, T5EncoderModel
    except ImportError:
        return None
    config = T5Config(
        vocab_size=32, d_model=channels, d_kv=channels // heads, d_ff=mlp, num_layers=1, num_heads=heads,
        feed_forward_proj="gated-gelu",
    )  # fmt: skip
    encoder = T5EncoderModel(config).to(dtype).eval()
    ids = torch.arange(length).square().remainder(32)[None]
    return lambda: encoder(ids).last_hidden_state


def tiny_edit(dtype, width, height, steps):
    try:
        from diffusers import DiffusionPipeline
        from PIL import Image
    except ImportError:
        return None
    pipe = DiffusionPipeline.from_pretrained(TESTDATA / "tiny-random", dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    cat = Image.open(TESTDATA / "pictures" / "cat.jpg").convert("RGB")
    return partial(edit, pipe, cat, width, height, steps)


def edit(pipe, picture, width, height, steps):
    from PIL import Image

    return pipe(
        image=picture.resize((width, height), Image.Resampling.LANCZOS),
        prompt="Make the cat wear a blue hat",
        width=width,
        height=height,
        num_inference_steps=steps,
        guidance_scale=2.5,
        max_sequence_length=64,
        generator=torch.Generator("cpu").manual_seed(42),
        _auto_resize=False,
        max_area=width * height,
    ).images[0]


def training_step(dtype, width, heads, double, single, samples):
    """The fastest of what was tried: threads of one torch thread each, which share pieces of the samples."""
    try:
        from flux.model import Flux, FluxParams
    except ImportError:
        return None
    layers.attention = fused_attention
    head = width // heads
    sizes = dict(in_channels=64, out_channels=64, vec_in_dim=width, context_in_dim=width, hidden_size=width)
    sizes |= dict(mlp_ratio=4.0, num_heads=heads, depth=double, depth_single_blocks=single, theta=10_000)
    sizes |= dict(axes_dim=[head // 8, head // 16 * 7, head // 16 * 7], qkv_bias=True, guidance_embed=False)
    threads, piece = torch.get_num_threads(), min(PIECE, samples)
    with torch.inference_mode(False):
        models = [Flux(FluxParams(**sizes)) for _ in range(threads)]
        img, txt, y = torch.randn(samples, 128, 64), torch.randn(samples, 16, width), torch.randn(samples, width)
        target, ids, txt_ids = torch.randn(samples, 64, 64), torch.randn(1, 128, 3), torch.zeros(1, 16, 3)
    torch.set_num_threads(1)
    pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))

    def share(thread):
        for parameter in models[thread].parameters():
            parameter.grad = None
        for first in range(thread * piece, samples, threads * piece):
            part = slice(first, first + piece)
            t = torch.full((len(img[part]),), 0.7)
            pred = models[thread](img[part], ids, txt[part], txt_ids, t, y[part])[:, :64]
            (((pred - target[part]) ** 2).mean((1, 2)).sum() / samples).backward()

    def step():
        list(pool.map(share, range(threads)))
        for parameters in zip(*(model.parameters() for model in models)):
            for other in parameters[1:]:
                parameters[0].grad += other.grad

    return step


def fused_attention(q, k, v, pe):
    """The numbers of flux.math.attention, with the rotation as a product of complex numbers."""
    turns = torch.complex(pe[..., 0, 0], pe[..., 1, 0])
    q, k = (torch.view_as_real(torch.view_as_complex(x.unflatten(-1, (-1, 2))) * turns).flatten(-2) for x in (q, k))
    return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)


# by the names of the Java benchmarks
CASES = {
    "Linear": linear,
    "Attention": attention,
    "Conv2d": conv2d,
    "Modulate": modulate,
    "SplitQkv": split_qkv,
    "Gelu": gelu,
    "LinearGelu": linear_gelu,
    "GatedAdd": gated_add,
    "GroupNormSilu": group_norm_silu,
    "GroupNormSiluConv2d": group_norm_silu_conv2d,
    "DoubleStreamBlock": double_stream_block,
    "SingleStreamBlock": single_stream_block,
    "DecoderStage": decoder_stage,
    "T5Layer": t5_layer,
    "TinyEdit": tiny_edit,
    "TrainingStep": training_step,
}
