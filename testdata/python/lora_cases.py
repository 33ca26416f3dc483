"""The group `loras`: pictures of a tiny model with a LoRA of each layout, and the files of these LoRAs.

    python lora_cases.py TINY_MODELS FOLDER LORAS

Where diffusers reads a layout at this size, it reads and merges it. The others are merged here, by the names of the model
that the layout is written for. Every module of a LoRA counts: without it, some pixel differs by more than the tolerance.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from diffusers import DiffusionPipeline
from torch import Tensor

import official_files
from golden import write_safetensors
from pipeline_cases import Job, by_diffusers, load, make
from random_data import Random

MODEL = "tiny-dev"
RANK = 2
STRENGTH = 0.7

Tensors = dict[str, Tensor]
Shapes = dict[str, torch.Size]


@dataclass
class Layout:
    """How a LoRA is written: tensors for the shapes of the model, and how they are merged."""

    name: str
    tensors: Callable[[Random, Shapes, Shapes], Tensors]  # of the official names and of those of diffusers
    merge: Callable[[DiffusionPipeline, Tensors, Path], None]
    metadata: dict[str, str] | None = None


# ---- merging -------------------------------------------------------------------------------------------------------


def by_diffusers_itself(pipe: DiffusionPipeline, tensors: Tensors, file: Path) -> None:
    pipe.load_lora_weights(str(file))
    pipe.fuse_lora(components=["transformer"], lora_scale=STRENGTH)
    pipe.unload_lora_weights()


def into_official(prefix: str, underscores: bool = False) -> Callable[[DiffusionPipeline, Tensors, Path], None]:
    def merge(pipe: DiffusionPipeline, tensors: Tensors, file: Path) -> None:
        state = official_files.flux(pipe.transformer).state_dict()
        add(state, tensors, prefix, underscores)
        params = official_files.flux_params(pipe.transformer)
        pipe.transformer.load_state_dict(official_files.flux_to_diffusers(params, state))
        clip = {f"lora_te1_text_model.{name}": value for name, value in pipe.text_encoder.state_dict().items()}
        add(clip, {name: value for name, value in tensors.items() if name.startswith("lora_te1")}, "", True)
        pipe.text_encoder.load_state_dict({name.split(".", 1)[1]: value for name, value in clip.items()})

    return merge


def into_diffusers(prefix: str, underscores: bool = False) -> Callable[[DiffusionPipeline, Tensors, Path], None]:
    def merge(pipe: DiffusionPipeline, tensors: Tensors, file: Path) -> None:
        state = pipe.transformer.state_dict()
        add(state, tensors, prefix, underscores)
        pipe.transformer.load_state_dict(state)

    return merge


def add(state: Tensors, tensors: Tensors, prefix: str, underscores: bool) -> None:
    for name, weight in state.items():
        module, kind = name.rsplit(".", 1)
        key = prefix + (module.replace(".", "_") if underscores else module)
        if kind == "bias":
            for end in ("lora_B.bias", "diff_b"):
                if f"{key}.{end}" in tensors:
                    weight += STRENGTH * tensors[f"{key}.{end}"].float()
        elif f"{prefix}{name}" in tensors:
            weight.copy_(tensors[f"{prefix}{name}"])
        else:
            weight += STRENGTH * delta(key, tensors)


def delta(key: str, tensors: Tensors) -> Tensor | float:
    """Of the matrix of a module, in float64; 0 if the LoRA does not change it."""

    def get(*ends: str) -> Tensor | None:
        return next((tensors[f"{key}.{end}"].double() for end in ends if f"{key}.{end}" in tensors), None)

    total, alpha = 0.0, get("alpha")
    down, up = get("lora_down.weight", "lora_A.weight"), get("lora_up.weight", "lora_B.weight")
    if down is not None:
        total += (1 if alpha is None else alpha / len(down)) * up @ down
    if get("diff") is not None:
        total += get("diff")
    w1, w2, a, b = get("lokr_w1"), get("lokr_w2"), get("lokr_w2_a"), get("lokr_w2_b")
    if w1 is None and get("lokr_w1_a") is not None:
        w1 = get("lokr_w1_a") @ get("lokr_w1_b")
        rank = get("lokr_w1_b").shape[0]
        w1 = w1 * (alpha / rank if w2 is not None else 1)
    if w1 is not None:
        total += torch.kron(w1, w2 if w2 is not None else alpha / len(b) * (a @ b))
    return total


# ---- layouts -------------------------------------------------------------------------------------------------------

DOUBLE = "img_mod.lin img_attn.qkv img_attn.proj img_mlp.0 img_mlp.2 txt_mod.lin txt_attn.qkv txt_attn.proj txt_mlp.0 txt_mlp.2"
SINGLE = "linear1 linear2 modulation.lin"
EMBEDDERS = "img_in txt_in time_in.in_layer time_in.out_layer vector_in.in_layer guidance_in.out_layer"
LAST = "final_layer.linear final_layer.adaLN_modulation.1"
OFFICIAL = (
    [f"double_blocks.0.{name}" for name in DOUBLE.split()]
    + [f"single_blocks.1.{name}" for name in SINGLE.split()]
    + EMBEDDERS.split()
    + LAST.split()
)
DIFFUSERS = [
    *(f"transformer_blocks.1.{name}" for name in ("attn.to_q", "attn.to_v", "attn.add_k_proj", "attn.to_out.0")),
    *(f"transformer_blocks.1.{name}" for name in ("attn.to_add_out", "ff.net.0.proj", "ff.net.2")),
    *(f"transformer_blocks.0.{name}" for name in ("ff_context.net.2", "norm1.linear", "norm1_context.linear")),
    *(f"single_transformer_blocks.0.{name}" for name in ("attn.to_k", "proj_mlp", "proj_out", "norm.linear")),
    *("x_embedder", "context_embedder", "proj_out", "norm_out.linear"),
    "time_text_embed.text_embedder.linear_2",
]
CLIP = [f"encoder.layers.0.{name}" for name in ("self_attn.q_proj", "self_attn.out_proj", "mlp.fc1", "mlp.fc2")]


def low_rank(
    rng: Random, shapes: Shapes, modules: list[str], spelled: str, down: str, up: str, alpha: float | None = None
) -> Tensors:
    """`spelled` is a format of the module's name, `_` that with underscores."""
    tensors = {}
    for module in modules:
        rows, columns = shapes[f"{module}.weight"]
        name = spelled.format(module, _=module.replace(".", "_"))
        tensors[f"{name}.{down}.weight"] = rng.matrix(RANK, columns)
        tensors[f"{name}.{up}.weight"] = rng.matrix(rows, RANK, gain=0.7)
        if alpha is not None:
            tensors[f"{name}.alpha"] = torch.tensor(alpha)
    return tensors


def kohya(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    tensors = low_rank(rng, official, OFFICIAL, "lora_unet_{_}", "lora_down", "lora_up", alpha=3.0)
    return tensors | low_rank(rng, official, CLIP, "lora_te1_text_model_{_}", "lora_down", "lora_up", alpha=6.0)


def peft(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    return low_rank(rng, diffusers, DIFFUSERS, "transformer.{}", "lora_A", "lora_B", alpha=1.5)


def ai_toolkit(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    tensors = low_rank(rng, diffusers, DIFFUSERS[:12], "transformer.{}", "lora_A", "lora_B")
    return {name: value.bfloat16() for name, value in tensors.items()}


def one_trainer(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    modules = DIFFUSERS[:4] + ["single_transformer_blocks.2.attn.to_v", "context_embedder", "norm_out.linear"]
    tensors = low_rank(rng, diffusers, modules, "lora_transformer_{_}", "lora_down", "lora_up", alpha=1.0)
    return {name: value.half() for name, value in tensors.items()}


def control(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    tensors = low_rank(rng, official, OFFICIAL, "{}", "lora_A", "lora_B")
    for module in OFFICIAL:
        tensors[f"{module}.lora_B.bias"] = rng.normal(official[f"{module}.weight"][0], std=0.3)
    norms = [name for name in official if name.endswith("_norm.scale")]
    return tensors | {name: rng.uniform(*official[name], low=0.3, high=2) for name in norms}


def x_labs(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    tensors = {}
    hidden = official["img_in.weight"][0]
    for block, qkv, proj in (
        ("double_blocks.1", ("qkv_lora1", "qkv_lora2"), ("proj_lora1", "proj_lora2")),
        ("single_blocks.1", ("qkv_lora",), ("proj_lora",)),
    ):
        inner = hidden if block.startswith("double") else official[f"{block}.linear2.weight"][1]
        for name, rows, columns in [(n, 3 * hidden, hidden) for n in qkv] + [(n, hidden, inner) for n in proj]:
            tensors[f"{block}.processor.{name}.down.weight"] = rng.matrix(RANK, columns)
            tensors[f"{block}.processor.{name}.up.weight"] = rng.matrix(rows, RANK)
    return tensors


def comfy_ui(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    tensors = low_rank(rng, official, OFFICIAL[:8], "diffusion_model.{}", "lora_A", "lora_B", alpha=3.0)
    for module in ("img_in", "txt_in"):
        rows, columns = official[f"{module}.weight"]
        tensors[f"diffusion_model.{module}.diff"] = rng.matrix(rows, columns, gain=0.5)
        tensors[f"diffusion_model.{module}.diff_b"] = rng.normal(rows, std=0.3)
    return tensors


def fal(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    modules = OFFICIAL[:13] + ["final_layer.linear"]
    return low_rank(rng, official, modules, "base_model.model.{}", "lora_A", "lora_B")


def lokr(rng: Random, official: Shapes, diffusers: Shapes) -> Tensors:
    """Whole factors, with an alpha that must not count, and factored ones, with one that does."""
    tensors = {}
    for i, module in enumerate(DIFFUSERS):
        rows, columns = diffusers[f"{module}.weight"]
        name = "lycoris_" + module.replace(".", "_")
        kind = i % 3
        if kind == 2:
            tensors[f"{name}.lokr_w1_a"] = rng.matrix(4, RANK)
            tensors[f"{name}.lokr_w1_b"] = rng.matrix(RANK, 2)
        else:
            tensors[f"{name}.lokr_w1"] = rng.matrix(4, 2)
        if kind == 1:
            tensors[f"{name}.lokr_w2_a"] = rng.matrix(rows // 4, RANK)
            tensors[f"{name}.lokr_w2_b"] = rng.matrix(RANK, columns // 2)
        else:
            tensors[f"{name}.lokr_w2"] = rng.matrix(rows // 4, columns // 2)
        tensors[f"{name}.alpha"] = torch.tensor(9999999999.0 if kind == 0 else 3.0)
    return {name: value.bfloat16() for name, value in tensors.items()}


LAYOUTS = [
    Layout("ai-toolkit", ai_toolkit, by_diffusers_itself),
    Layout("comfyui", comfy_ui, into_official("diffusion_model.")),
    Layout("control", control, into_official("")),
    Layout("fal", fal, into_official("base_model.model.")),
    Layout("kohya", kohya, into_official("lora_unet_", underscores=True)),
    Layout("lokr", lokr, into_diffusers("lycoris_", underscores=True)),
    Layout("onetrainer", one_trainer, by_diffusers_itself),
    Layout("peft", peft, by_diffusers_itself),
    Layout("xlabs", x_labs, by_diffusers_itself),
]


# ---- cases ---------------------------------------------------------------------------------------------------------


def merged(models: Path, layout: Layout, tensors: Tensors, file: Path) -> DiffusionPipeline:
    write_safetensors(file, tensors, layout.metadata or {"format": "pt"})
    pipe = load(models / MODEL)
    layout.merge(pipe, tensors, file)
    return pipe


def check_that_all_counts(models: Path, layout: Layout, tensors: Tensors, file: Path, job: Job) -> None:
    def picture(chosen: Tensors) -> Tensor:
        return by_diffusers(merged(models, layout, chosen, file), job).int()

    whole = picture(tensors)
    modules = {name.split(".lora_")[0].split(".lokr_")[0].removesuffix(".alpha") for name in tensors}
    modules = {name.removesuffix(".down.weight").removesuffix(".up.weight") for name in modules}
    for module in sorted(modules):
        rest = {name: value for name, value in tensors.items() if not name.startswith(f"{module}.") and name != module}
        difference = (picture(rest) - whole).abs().max().item()
        if difference <= 2:
            raise ValueError(f"{layout.name}: {module} changes no pixel by more than {difference}")


def main(models: Path, folder: Path, loras: Path) -> None:
    pipe = load(models / MODEL)
    diffusers = {name: value.shape for name, value in pipe.transformer.state_dict().items()}
    official = {name: value.shape for name, value in official_files.flux(pipe.transformer).state_dict().items()}
    official |= {name: value.shape for name, value in pipe.text_encoder.state_dict().items()}
    job = Job(MODEL, "a house by a lake", 5, 2, 3.5, 48, 48, max_sequence_length=16)
    loras.mkdir(exist_ok=True)
    for seed, layout in enumerate(LAYOUTS):
        tensors = layout.tensors(Random(seed), official, diffusers)
        file = loras / f"{layout.name}.safetensors"
        check_that_all_counts(models, layout, tensors, file, job)
        with_lora = replace(job, loras=[(f"../loras/{layout.name}.safetensors", STRENGTH)])
        make(f"text_to_image-lora-{layout.name}", with_lora, merged(models, layout, tensors, file), folder / "loras")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
