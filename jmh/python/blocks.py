"""The blocks of FLUX.1 in PyTorch, for machines without the official code: the same layers, in the same order."""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

EPS = 1e-6


def rope(pos: Tensor, dim: int, theta: float) -> Tensor:
    """[..., L] to the matrices [..., L, dim / 2, 2, 2]."""
    omega = theta ** -(torch.arange(0, dim, 2, dtype=pos.dtype) / dim)
    angle = pos[..., None] * omega
    cos, sin = angle.cos(), angle.sin()
    return torch.stack([cos, -sin, sin, cos], dim=-1).unflatten(-1, (2, 2)).float()


def apply_rope(q: Tensor, k: Tensor, pe: Tensor) -> tuple[Tensor, Tensor]:
    return turn(q, pe), turn(k, pe)


def turn(x: Tensor, pe: Tensor) -> Tensor:
    pairs = x.float().unflatten(-1, (-1, 1, 2))
    return (pe[..., 0] * pairs[..., 0] + pe[..., 1] * pairs[..., 1]).flatten(-2).type_as(x)


def attention(q: Tensor, k: Tensor, v: Tensor, pe: Tensor) -> Tensor:
    q, k = apply_rope(q, k, pe)
    return F.scaled_dot_product_attention(q, k, v).transpose(1, 2).flatten(2)


class RMSNorm(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(dim))

    def forward(self, x: Tensor) -> Tensor:
        wide = x.float()
        return (wide * (wide.square().mean(-1, keepdim=True) + EPS).rsqrt()).type_as(x) * self.scale


class QKNorm(nn.Module):
    def __init__(self, dim: int):
        super().__init__()
        self.query_norm, self.key_norm = RMSNorm(dim), RMSNorm(dim)

    def forward(self, q: Tensor, k: Tensor, v: Tensor) -> tuple[Tensor, Tensor]:
        return self.query_norm(q).to(v), self.key_norm(k).to(v)


class Modulation(nn.Module):
    """Shift, scale and gate of each sublayer."""

    def __init__(self, dim: int, sublayers: int):
        super().__init__()
        self.sublayers = sublayers
        self.lin = nn.Linear(dim, 3 * sublayers * dim)

    def forward(self, vec: Tensor) -> list[tuple[Tensor, ...]]:
        parts = self.lin(F.silu(vec))[:, None].chunk(3 * self.sublayers, dim=-1)
        return [parts[3 * i : 3 * i + 3] for i in range(self.sublayers)]


def modulate(x: Tensor, shift: Tensor, scale: Tensor) -> Tensor:
    return (1 + scale) * F.layer_norm(x, x.shape[-1:], eps=EPS) + shift


def heads(qkv: Tensor, count: int) -> Tensor:
    """[B, L, 3·H·D] to q, k and v, each [B, H, L, D]."""
    return qkv.unflatten(-1, (3, count, -1)).permute(2, 0, 3, 1, 4)


class Stream(nn.Module):
    """What picture and text have of their own in a double-stream block."""

    def __init__(self, dim: int, num_heads: int, mlp_dim: int, qkv_bias: bool):
        super().__init__()
        self.num_heads = num_heads
        self.mod = Modulation(dim, 2)
        self.qkv, self.norm = nn.Linear(dim, 3 * dim, bias=qkv_bias), QKNorm(dim // num_heads)
        self.proj = nn.Linear(dim, dim)
        self.mlp = nn.Sequential(nn.Linear(dim, mlp_dim), nn.GELU(approximate="tanh"), nn.Linear(mlp_dim, dim))

    def heads(self, x: Tensor, shift: Tensor, scale: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        q, k, v = heads(self.qkv(modulate(x, shift, scale)), self.num_heads)
        return *self.norm(q, k, v), v

    def finish(self, x: Tensor, attended: Tensor, gate: Tensor, mlp_mod: tuple[Tensor, ...]) -> Tensor:
        x = x + gate * self.proj(attended)
        shift, scale, mlp_gate = mlp_mod
        return x + mlp_gate * self.mlp(modulate(x, shift, scale))


class DoubleStreamBlock(nn.Module):
    def __init__(self, hidden_size: int, num_heads: int, mlp_ratio: float, qkv_bias: bool = False):
        super().__init__()
        sizes = hidden_size, num_heads, int(hidden_size * mlp_ratio), qkv_bias
        self.img, self.txt = Stream(*sizes), Stream(*sizes)

    def forward(self, img: Tensor, txt: Tensor, vec: Tensor, pe: Tensor) -> tuple[Tensor, Tensor]:
        (img_shift, img_scale, img_gate), img_mlp = self.img.mod(vec)
        (txt_shift, txt_scale, txt_gate), txt_mlp = self.txt.mod(vec)
        img_heads = self.img.heads(img, img_shift, img_scale)
        txt_heads = self.txt.heads(txt, txt_shift, txt_scale)
        q, k, v = (torch.cat(pair, dim=2) for pair in zip(txt_heads, img_heads))
        attended = attention(q, k, v, pe)
        text = txt.shape[1]
        img = self.img.finish(img, attended[:, text:], img_gate, img_mlp)
        return img, self.txt.finish(txt, attended[:, :text], txt_gate, txt_mlp)


class SingleStreamBlock(nn.Module):
    def __init__(self, hidden_size: int, num_heads: int, mlp_ratio: float = 4.0):
        super().__init__()
        self.num_heads = num_heads
        self.split = 3 * hidden_size, int(hidden_size * mlp_ratio)
        self.modulation, self.norm = Modulation(hidden_size, 1), QKNorm(hidden_size // num_heads)
        self.linear1 = nn.Linear(hidden_size, sum(self.split))
        self.linear2 = nn.Linear(hidden_size + self.split[1], hidden_size)

    def forward(self, x: Tensor, vec: Tensor, pe: Tensor) -> Tensor:
        ((shift, scale, gate),) = self.modulation(vec)
        qkv, mlp = self.linear1(modulate(x, shift, scale)).split(self.split, dim=-1)
        q, k, v = heads(qkv, self.num_heads)
        attended = attention(*self.norm(q, k, v), v, pe)
        return x + gate * self.linear2(torch.cat([attended, F.gelu(mlp, approximate="tanh")], dim=2))


class ResnetBlock(nn.Module):
    def __init__(self, in_channels: int, out_channels: int):
        super().__init__()
        self.norm1, self.norm2 = (nn.GroupNorm(32, channels, eps=EPS) for channels in (in_channels, out_channels))
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, padding=1)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, padding=1)
        same = in_channels == out_channels
        self.nin_shortcut = nn.Identity() if same else nn.Conv2d(in_channels, out_channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        h = self.conv1(F.silu(self.norm1(x)))
        return self.nin_shortcut(x) + self.conv2(F.silu(self.norm2(h)))


class Upsample(nn.Module):
    def __init__(self, in_channels: int):
        super().__init__()
        self.conv = nn.Conv2d(in_channels, in_channels, 3, padding=1)

    def forward(self, x: Tensor) -> Tensor:
        return self.conv(F.interpolate(x, scale_factor=2.0, mode="nearest"))
