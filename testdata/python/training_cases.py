"""Twenty steps of training in float64, by the official modules and the optimiser of PyTorch: the weights and the data that
they begin with, and the losses that they lead to.

Run: python training_cases.py FOLDER
"""

import json
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn

import official
from official import autoencoder, flux
from random_data import Random

STEPS = 20
RATE = {"peak": 2e-3, "warm_up": 4, "decay": 6, "steps": STEPS}
ADAMW = {"lr": 0.0, "betas": (0.9, 0.99), "eps": 1e-8, "weight_decay": 0.01}
LONGEST = 1.0
AVERAGE = 0.9996

Data = dict[str, Tensor]


def rate(step: int) -> float:
    rising = (step + 1) / RATE["warm_up"]
    falling = (STEPS - step) / RATE["decay"]
    return RATE["peak"] * min(1.0, rising, falling)


def train(module: nn.Module, loss_of) -> tuple[list[float], list[float], Data]:
    """The losses, the norms of the gradients, and the moving average of the weights."""
    optimiser = torch.optim.AdamW(module.parameters(), **ADAMW)
    average = {name: value.detach().clone() for name, value in module.state_dict().items()}
    losses, norms = [], []
    with official.float64():
        for step in range(STEPS):
            optimiser.param_groups[0]["lr"] = rate(step)
            optimiser.zero_grad()
            loss = loss_of(step)
            loss.backward()
            norms.append(nn.utils.clip_grad_norm_(module.parameters(), LONGEST).item())
            optimiser.step()
            losses.append(loss.item())
            share = max(1 - AVERAGE, 10 / (step + 1 + 10))
            for name, value in module.state_dict().items():
                average[name].lerp_(value, share)
    return losses, norms, average


def write(folder: Path, name: str, module: nn.Module, data: Data, params: dict, loss_of) -> None:
    """Stores everything in float32; what is computed begins with the stored numbers."""
    module = module.double()
    with torch.no_grad():
        for value in module.state_dict().values():
            value.copy_(value.float())
    tensors = {f"weights.{key}": value.clone() for key, value in module.state_dict().items()}
    for key, value in data.items():
        data[key] = value.float().double()
        tensors[f"data.{key}"] = data[key]
    losses, norms, average = train(module, loss_of)
    distances = [(average[key] - tensors[f"weights.{key}"]).norm() for key in sorted(average)]
    tensors["distances"] = torch.stack(distances)
    metadata = {"source": official.SOURCE, "params": json.dumps(params), "losses": json.dumps(losses)}
    folder.mkdir(parents=True, exist_ok=True)
    save_file({k: v.float().contiguous() for k, v in tensors.items()}, folder / f"{name}.safetensors", metadata)
    print(name, f"loss {losses[0]:.4f} to {losses[-1]:.4f}, norms {min(norms):.3f} to {max(norms):.3f}")


def transformer(folder: Path) -> None:
    """Edits: a batch of two samples, each with as many reference tokens as tokens."""
    random = Random(31)
    batch, side, text = 2, 3, 4
    params = flux.model.FluxParams(
        in_channels=16, out_channels=16, vec_in_dim=12, context_in_dim=12, hidden_size=24, mlp_ratio=4.0, num_heads=2,
        depth=1, depth_single_blocks=1, axes_dim=[4, 4, 4], theta=10_000, qkv_bias=True, guidance_embed=False,
    )  # fmt: skip
    module = flux.model.Flux(params)
    module.load_state_dict(random.weights(module))
    tokens = side * side
    data = {
        "x0": random.normal(STEPS, batch, tokens, 16),
        "x1": random.normal(STEPS, batch, tokens, 16),
        "reference": random.normal(STEPS, batch, tokens, 16),
        "txt": random.normal(STEPS, batch, text, 12),
        "y": random.normal(STEPS, batch, 12),
        "t": torch.sigmoid(random.normal(STEPS, batch)),
        "weights": 1 + 4 * (random.normal(STEPS, batch, tokens) > 0).float(),
    }
    rows, columns = torch.meshgrid(torch.arange(side), torch.arange(side), indexing="ij")
    plane = torch.stack([torch.zeros(side, side), rows, columns], -1).reshape(1, tokens, 3).double()
    ids = torch.cat([plane, plane + torch.tensor([1.0, 0, 0])], 1).expand(batch, -1, -1)

    def loss(step: int) -> Tensor:
        d = {key: value[step] for key, value in data.items()}
        t = d["t"][:, None, None]
        xt = (1 - t) * d["x0"] + t * d["x1"]
        pred = module(
            img=torch.cat([xt, d["reference"]], 1), img_ids=ids, txt=d["txt"],
            txt_ids=torch.zeros(batch, text, 3).double(), timesteps=d["t"], y=d["y"],
        )[:, :tokens]  # fmt: skip
        error = ((pred - (d["x1"] - d["x0"])) ** 2).mean(-1)
        return (error * d["weights"]).sum() / d["weights"].sum()

    write(folder, "transformer", module, data, vars(params), loss)


def auto_encoder(folder: Path) -> None:
    random = Random(32)
    batch, side, channels, ramp, groups = 2, 8, 4, 8, 2
    params = autoencoder.AutoEncoderParams(
        resolution=side, in_channels=3, ch=8, out_ch=3, ch_mult=[1, 2], num_res_blocks=1, z_channels=channels,
        scale_factor=1.0, shift_factor=0.0,
    )  # fmt: skip
    module = official.auto_encoder(params, groups)
    module.load_state_dict(random.weights(module))
    data = {
        "x": torch.tanh(random.normal(STEPS, batch, 3, side, side)),
        "noise": random.normal(STEPS, batch, channels, side // 2, side // 2),
    }

    def loss(step: int) -> Tensor:
        x = data["x"][step]
        mean, log_variance = module.encoder(x).chunk(2, 1)
        y = module.decoder(mean + data["noise"][step] * torch.exp(log_variance / 2))
        divergence = (mean**2 + log_variance.exp() - 1 - log_variance).mean() / 2
        return ((y - x) ** 2).mean() + 0.1 * (y - x).abs().mean() + 8e-4 * min(1, step / ramp) * divergence

    write(folder, "autoencoder", module, data, vars(params) | {"norm_groups": groups}, loss)


if __name__ == "__main__":
    transformer(Path(sys.argv[1]))
    auto_encoder(Path(sys.argv[1]))
