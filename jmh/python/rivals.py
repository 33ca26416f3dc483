"""The same calls in other libraries than the one that PyTorch multiplies matrices with, which may be the slowest: MKL takes a
slow path on processors of other vendors than its own."""

import os

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

import cases

# settings that would not let OpenBLAS choose its kernel by the processor
for name in "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE":
    if name in os.environ:
        raise SystemExit(f"{name} is set: OpenBLAS would be measured with other kernels than it has for this processor")


def onednn_linear(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
    """A linear layer as a 1 × 1 convolution over one row of pixels, which oneDNN computes: channels last, nothing is copied."""
    pixels = x.flatten(0, -2).t()[None, :, None]
    y = F.conv2d(pixels, weight[:, :, None, None], bias)
    return y[0, :, 0].t().unflatten(0, x.shape[:-1])


class OneDnnLinear(nn.Linear):
    def forward(self, x: Tensor) -> Tensor:
        return onednn_linear(x, self.weight, self.bias)


def with_onednn(call):
    """The same call of a module whose linear layers are computed by oneDNN."""

    def changed(*sizes):
        replaced = nn.Linear
        nn.Linear = OneDnnLinear
        try:
            return call(torch.float32, *sizes)
        finally:
            nn.Linear = replaced

    return changed


def onednn(m, k, n):
    x, weight, bias = torch.randn(m, k), torch.randn(n, k), torch.randn(n)
    return lambda: onednn_linear(x, weight, bias)


def onednn_gelu(m, k, n):
    projection = onednn(m, k, n)
    return lambda: F.gelu(projection(), approximate="tanh")


def openblas(m, k, n):
    """NumPy, whose packages come with OpenBLAS."""
    generator = np.random.default_rng(42)
    x, weight, bias = (generator.standard_normal(shape, np.float32) for shape in ((m, k), (n, k), n))
    y = np.empty((m, n), np.float32)

    def call():
        np.matmul(x, weight.T, out=y)
        np.add(y, bias, out=y)

    return call


# by the names of the Java benchmarks, as in cases.py
RIVALS = {
    "Linear": {"openblas": openblas, "onednn": onednn},
    "LinearGelu": {"onednn": onednn_gelu},
    "DoubleStreamBlock": {"onednn": with_onednn(cases.double_stream_block)},
    "SingleStreamBlock": {"onednn": with_onednn(cases.single_stream_block)},
}
