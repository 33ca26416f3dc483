"""Random inputs and weights: signed, seeded, and scaled so that outputs are about 1 and every path matters."""

import torch
from torch import Tensor, nn


class Random:
    def __init__(self, seed: int):
        self.generator = torch.Generator().manual_seed(seed)

    def normal(self, *shape: int, std: float = 1.0, mean: float = 0.0) -> Tensor:
        return mean + std * torch.randn(shape, generator=self.generator)

    def uniform(self, *shape: int, low: float = -1.0, high: float = 1.0) -> Tensor:
        return low + (high - low) * torch.rand(shape, generator=self.generator)

    def integers(self, *shape: int, low: int = 0, high: int) -> Tensor:
        return torch.randint(low, high, shape, generator=self.generator)

    def matrix(self, rows: int, *columns: int, gain: float = 1.0) -> Tensor:
        """A weight [rows, columns...] that keeps the size of what it is applied to, times gain."""
        fan_in = torch.Size(columns).numel()
        return self.normal(rows, *columns, std=gain / fan_in**0.5)

    def weights(self, module: nn.Module) -> dict[str, Tensor]:
        """For every parameter of a module: matrices as above, biases of 0.2, scales of norms between 0.5 and 1.5."""
        return {name: self.parameter(name, value) for name, value in module.state_dict().items()}

    def parameter(self, name: str, value: Tensor) -> Tensor:
        if value.dim() > 1:
            return self.matrix(*value.shape)
        if name.endswith("bias"):
            return self.normal(*value.shape, std=0.2)
        return self.uniform(*value.shape, low=0.5, high=1.5)
