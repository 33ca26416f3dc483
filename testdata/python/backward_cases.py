"""The group `backward`: gradients by autograd in float64, of the forward cases of the other groups at small sizes.

Run: python backward_cases.py FOLDER
"""

import sys
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

import block_cases as blocks
import model_cases as models
import operator_cases as operators
import sampling_cases as sampling
from golden import Case, write
from random_data import Random

CONSTANTS = {  # inputs whose gradients are left out, by operator
    "flow_matching_loss": {"x0", "x1", "t"},
    "flux_transformer": {"img_ids", "txt_ids", "timestep", "guidance"},  # large: they would widen the tolerance of all
}
UNDIFFERENTIATED = {"xt", "target"}  # outputs of the loss that do not depend on the prediction
COPIES = {"pack", "unpack"}


def backward(case: Case) -> Case:
    """The backward case of a forward case: random gradients of its outputs, and what autograd makes of them."""
    random = Random(sum(value.numel() for value in case.inputs.values()))
    results = case.run(case.inputs, case.weights)
    gradients = {
        f"grad.{name}": random.normal(*value.shape) for name, value in results.items() if name not in UNDIFFERENTIATED
    }

    def run(x: dict[str, Tensor], w: dict[str, Tensor]) -> dict[str, Tensor]:
        constants = CONSTANTS.get(case.op, set())
        inputs = {name: x[name].detach().requires_grad_(name not in constants) for name in case.inputs}
        w = {name: value.detach().requires_grad_() for name, value in w.items()}
        wanted = {f"grad.in.{name}": value for name, value in inputs.items() if value.requires_grad}
        wanted |= {f"grad.w.{name}": value for name, value in w.items()}
        with torch.enable_grad():
            y = case.run(inputs, w)
            outputs = [y[name.removeprefix("grad.")] for name in gradients]
            found = torch.autograd.grad(outputs, list(wanted.values()), [x[name] for name in gradients])
        return dict(zip(wanted, found))

    return replace(
        case,
        run=run,
        inputs=case.inputs | gradients,
        attrs=case.attrs | {"backward": True},
        slack=2 * case.slack,
        tolerance=case.tolerance if case.op in COPIES else None,
    )


def operator_cases():
    random = Random(11)
    yield operators.linear("usual", 24, 32, 20)
    yield operators.linear("odd", 17, 33, 13)
    yield operators.linear("no-bias", 7, 65, 3, bias=False)
    yield operators.linear("one", 1, 1, 1)
    yield operators.linear("extreme", 5, 31, 7, size=80)

    yield operators.layer_norm("usual", random.normal(16, 48, std=2, mean=1))
    yield operators.layer_norm("odd-no-weights", random.normal(7, 33, std=3), affine=False)
    yield operators.layer_norm("large-mean", random.normal(5, 37, std=0.5, mean=100))

    yield operators.rms_norm("usual", random.normal(24, 16))
    yield operators.rms_norm("odd", random.normal(13, 7, std=5, mean=2))
    yield operators.rms_norm("tiny", random.normal(3, 33, std=1e-2))

    yield operators.group_norm("usual", random.normal(16, 8, 8, std=2, mean=1), 4)
    yield operators.group_norm("odd", random.normal(15, 7, 5), 3)
    yield operators.group_norm("one-group", random.normal(3, 5, 1, std=0.5, mean=10), 1)

    yield operators.modulate("usual", random.normal(16, 48))
    yield operators.modulate("odd", random.normal(3, 13), size=3)

    for op in operators.ACTIVATIONS:
        yield operators.activation("usual", op, random.normal(3, 7, 5, std=2))
        yield operators.activation("sweep", op, torch.linspace(-12, 12, 97))
        yield operators.activation("extreme", op, torch.tensor([[-1e4, -80, -1e-30, 0.0], [-0.0, 1e-30, 80, 1e4]]))

    yield operators.softmax("usual", random.normal(16, 33, std=3))
    yield operators.softmax("extreme", random.uniform(5, 13, low=-80, high=80))

    yield operators.timestep_embedding("odd", [0.1, 0.9], 33, time_factor=10)
    yield operators.rope("grid", blocks.ids(2, 3, 3, plane=1), [4, 6, 6])
    yield operators.timestep_embedding("periods", [0.5, -0.5, 12.0], 16, max_period=100, time_factor=1)

    yield operators.apply_rope("usual", 4, 24, [4, 6, 6])
    yield operators.apply_rope("odd", 3, 13, [2, 4, 8])
    yield operators.apply_rope("one", 1, 1, [2])

    yield operators.attention("usual", 4, 24, 16)
    yield operators.attention("usual-pe", 4, 17, 16, [4, 6, 6])
    yield operators.attention("odd", 3, 17, 7)
    yield operators.attention("odd-pe", 3, 13, 14, [2, 4, 8])
    yield operators.attention("sharp", 2, 7, 13, size=4)
    yield operators.attention("long", 1, 130, 8)
    yield operators.attention("one", 1, 1, 1)

    yield operators.conv2d("usual", random.normal(8, 12, 12), 12, (3, 3), 1, [1, 1, 1, 1])
    yield operators.conv2d("odd", random.normal(5, 13, 7), 3, (3, 3), 1, [1, 1, 1, 1])
    yield operators.conv2d("downsample", random.normal(7, 17, 13), 7, (3, 3), 2, [0, 0, 1, 1])
    yield operators.conv2d("downsample-even", random.normal(4, 8, 6), 5, (3, 3), 2, [0, 0, 1, 1])
    yield operators.conv2d("pointwise-no-bias", random.normal(33, 3, 5), 17, (1, 1), 1, [0, 0, 0, 0], bias=False)
    yield operators.conv2d("lopsided", random.normal(3, 7, 9), 2, (5, 2), 3, [2, 0, 1, 3])
    yield operators.conv2d("one-pixel", random.normal(3, 1, 1), 5, (3, 3), 1, [1, 1, 1, 1])

    yield operators.upsample_nearest("usual", random.normal(8, 6, 6), 2)
    yield operators.upsample_nearest("odd", random.normal(3, 5, 1), 3)

    yield sampling.pack("usual", random.normal(4, 6, 8))
    yield sampling.unpack("odd", 3, 33, 100)
    yield sampling.flow_matching_loss("usual", [24, 16], 0.3)
    yield sampling.flow_matching_loss("odd", [13, 7], 0.875)


def block_cases():
    yield blocks.mlp_embedder("usual", 32, 48)
    yield blocks.mlp_embedder("odd", 13, 7)
    yield blocks.double_stream_block("usual", replace(blocks.USUAL, num_heads=2), 5, 2, 3)
    yield blocks.double_stream_block("odd", replace(blocks.ODD, num_heads=1), 3, 3, 1)
    yield blocks.double_stream_block("smallest", blocks.SMALLEST, 1, 1, 1)
    yield blocks.single_stream_block("usual", replace(blocks.USUAL, num_heads=2), 5, 2, 3)
    yield blocks.single_stream_block("odd", replace(blocks.ODD, num_heads=1), 3, 3, 2)
    yield blocks.single_stream_block("smallest", blocks.SMALLEST, 0, 1, 1)
    yield blocks.last_layer("usual", 20, 32, 16)
    yield blocks.last_layer("odd", 13, 33, 7)


def model_cases():
    random = Random(13)
    dev = models.flux_params(
        2, [2, 2, 4], in_channels=16, out_channels=16, context_in_dim=9, vec_in_dim=7, depth=1, depth_single_blocks=2
    )
    yield models.flux_transformer("dev", dev, (5, 3, 2), timestep=2**-7, guidance=2**-6)
    schnell = replace(dev, depth=2, depth_single_blocks=1, guidance_embed=False, qkv_bias=False, mlp_ratio=3.0)
    yield models.flux_transformer("schnell", schnell, (3, 1, 5), timestep=2**-6)

    ae = replace(models.AE, ch=4, ch_mult=[1, 2], num_res_blocks=1, z_channels=3)
    yield models.ae("ae_encode", "usual", ae, random.uniform(3, 12, 8), groups=2)
    yield models.ae("ae_encode", "three-levels", replace(ae, ch_mult=[1, 2, 2]), random.uniform(3, 8, 12), groups=4)
    yield models.ae("ae_decode", "usual", ae, random.normal(3, 4, 6), groups=2)
    yield models.ae("ae_decode", "three-levels", replace(ae, ch_mult=[1, 2, 2]), random.normal(3, 3, 2), groups=4)


def cases():
    yield from operator_cases()
    yield from block_cases()
    yield from model_cases()


if __name__ == "__main__":
    for case in cases():
        write(backward(case), Path(sys.argv[1]) / "backward")
