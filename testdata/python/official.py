"""The official modules (black-forest-labs/flux), and what makes them compute in the type they are given."""

import sys
import types
from contextlib import contextmanager, nullcontext
from functools import partial
from unittest import mock

import torch
from torch import Tensor, nn

COMMIT = "802fb4713906133fcbd0d8dc5351620ca4773036"
SOURCE = f"PyTorch {torch.__version__}, black-forest-labs/flux@{COMMIT}, float64"

# flux.sampling imports the picture encoders of the Fill and Depth models and a download helper; none is needed here
for module, names in {
    "flux.modules.image_embedders": ["CannyImageEncoder", "DepthImageEncoder", "ReduxImageEncoder"],
    "flux.util": ["PREFERED_KONTEXT_RESOLUTIONS"],
}.items():
    sys.modules[module] = types.SimpleNamespace(**dict.fromkeys(names, object))

import flux.math  # noqa: E402
import flux.model  # noqa: E402
from flux import sampling  # noqa: E402, F401
from flux.modules import autoencoder, layers  # noqa: E402


def timestep_embedding(t: Tensor, dim: int, max_period: float = 10000, time_factor: float = 1000.0) -> Tensor:
    """The official function casts to float32 on the way; the same formula in the type of t."""
    half = dim // 2
    freqs = max_period ** (-torch.arange(half, dtype=t.dtype) / half)
    args = time_factor * t[:, None] * freqs[None]
    embedding = torch.cat([torch.cos(args), torch.sin(args)], dim=-1)
    return nn.functional.pad(embedding, (0, dim % 2))


@contextmanager
def float64():
    """Within it, official code that says .float() gets float64, so that the truth is not rounded on the way."""
    with (
        mock.patch.object(torch.Tensor, "float", torch.Tensor.double),
        mock.patch.object(layers, "timestep_embedding", timestep_embedding),
        mock.patch.object(flux.model, "timestep_embedding", timestep_embedding),
    ):
        yield


def computing_in(dtype: torch.dtype):
    """float64 as above; float32 is the official code as it stands."""
    return float64() if dtype == torch.float64 else nullcontext()


def call(module: nn.Module, weights: dict[str, Tensor], *args, **kwargs):
    """Runs the module with the given weights, in their type."""
    unknown = weights.keys() - module.state_dict().keys()
    if unknown:
        raise KeyError(f"the official module has no {sorted(unknown)}")
    with computing_in(next(iter(weights.values())).dtype):
        return torch.func.functional_call(module, weights, args, kwargs)


def auto_encoder(params: autoencoder.AutoEncoderParams, groups: int = 32) -> autoencoder.AutoEncoder:
    """The official autoencoder says 32 groups in its code; small ones need fewer."""
    with mock.patch.object(nn, "GroupNorm", partial(group_norm, groups)):
        return autoencoder.AutoEncoder(params)


def group_norm(
    groups: int, num_groups: int, num_channels: int, eps: float, affine: bool, make=nn.GroupNorm
) -> nn.Module:
    return make(groups, num_channels, eps, affine)
