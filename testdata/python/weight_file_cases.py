"""Weight files as people have them, and pictures that diffusers makes with the same numbers, widened to float32.

    python weight_file_cases.py TINY_MODELS PICTURES WEIGHTS CASES

WEIGHTS gets the files: GGUF in the manner of city96 and llama.cpp, and scaled fp8 with several parts in one file.
"""

import json
import sys
from pathlib import Path

import gguf
import numpy as np
import torch
from diffusers import DiffusionPipeline, FluxTransformer2DModel
from PIL import Image
from torch import Tensor

import official_files
from block_type_cases import HALVES
from golden import Case, save, write_safetensors
from pipeline_cases import SOURCE, Job, by_diffusers, by_official_code, load, thumbnail

OUTER = ("img_in.", "txt_in.", "time_in.", "vector_in.", "guidance_in.", "final_layer.")
FILE_TYPES = {"Q8_0": 7, "Q4_K": 14}
T5 = {
    "shared.weight": "token_embd.weight",
    "encoder.final_layer_norm.weight": "enc.output_norm.weight",
    "layer.0.layer_norm.weight": "attn_norm.weight",
    "layer.0.SelfAttention.q.weight": "attn_q.weight",
    "layer.0.SelfAttention.k.weight": "attn_k.weight",
    "layer.0.SelfAttention.v.weight": "attn_v.weight",
    "layer.0.SelfAttention.o.weight": "attn_o.weight",
    "layer.0.SelfAttention.relative_attention_bias.weight": "attn_rel_b.weight",
    "layer.1.layer_norm.weight": "ffn_norm.weight",
    "layer.1.DenseReluDense.wi_0.weight": "ffn_gate.weight",
    "layer.1.DenseReluDense.wi_1.weight": "ffn_up.weight",
    "layer.1.DenseReluDense.wo.weight": "ffn_down.weight",
}


def llama_name(name: str) -> str:
    if not name.startswith("encoder.block."):
        return T5[name]
    number, rest = name.removeprefix("encoder.block.").split(".", 1)
    return f"enc.blk.{number}.{T5[rest]}"


def kept(value: Tensor) -> tuple[np.ndarray, gguf.GGMLQuantizationType, Tensor]:
    """What stays unquantised: vectors as F32, matrices as BF16."""
    kind = gguf.GGMLQuantizationType.F32 if value.dim() == 1 else gguf.GGMLQuantizationType.BF16
    return packed(value, kind)


def packed(value: Tensor, kind: gguf.GGMLQuantizationType) -> tuple[np.ndarray, gguf.GGMLQuantizationType, Tensor]:
    data = gguf.quants.quantize(value.float().numpy(), kind)
    return data, kind, torch.from_numpy(gguf.quants.dequantize(data, kind).copy())


def random_blocks(rows: int, columns: int, name: str, random: np.random.Generator):
    """Blocks of types that the gguf package reads but does not write: random, of mean 0 and the size of a layer's weights."""
    kind = gguf.GGMLQuantizationType[name]
    weights, size = gguf.GGML_QUANT_SIZES[kind]
    data = random.integers(0, 256, (rows, columns // weights, size), dtype=np.uint8)
    minimum = {"Q2_K": 1.5, "Q4_K": 7.5, "Q5_K": 15.5}.get(name)

    def scaled(d: float):
        for offset, value in zip(HALVES[name], [d] if minimum is None else [d, d * minimum]):
            data[:, :, offset : offset + 2] = np.frombuffer(np.float16(value).tobytes(), np.uint8)
        flat = data.reshape(rows, -1)
        return flat, gguf.quants.dequantize(flat, kind)

    flat, values = scaled(0.5 / columns**0.5 / scaled(1.0)[1].std())
    return flat, kind, torch.from_numpy(values.copy())


def write_gguf(path: Path, arch: str, file_type: int, tensors: dict[str, tuple]) -> None:
    writer = gguf.GGUFWriter(path, arch)
    writer.add_quantization_version(gguf.GGML_QUANT_VERSION)
    writer.add_file_type(file_type)
    for name, (data, kind, _) in tensors.items():
        writer.add_tensor(name, data, raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def blocks_of_32(pipe: DiffusionPipeline, weights: Path) -> None:
    """Transformer and T5 of the folder, in turns of all types of 32 weights."""
    kinds = [gguf.GGMLQuantizationType[name] for name in ("Q8_0", "Q4_0", "Q4_1", "Q5_0", "Q5_1")]
    tensors = {}
    for i, (name, value) in enumerate(official_files.flux(pipe.transformer).state_dict().items()):
        outer = value.dim() == 1 or name.startswith(OUTER)
        tensors[name] = kept(value) if outer else packed(value, kinds[i % len(kinds)])
    write_gguf(weights / "transformer-blocks-of-32.gguf", "flux", FILE_TYPES["Q8_0"], tensors)
    replace_transformer(pipe, {name: value for name, (_, _, value) in tensors.items()})

    state = pipe.text_encoder_2.state_dict()
    state.pop("encoder.embed_tokens.weight", None)
    encoder = {}
    for i, (name, value) in enumerate(state.items()):
        outer = value.dim() == 1 or "relative_attention_bias" in name
        encoder[name] = packed(value, gguf.GGMLQuantizationType.F32) if outer else packed(value, kinds[i % 2])
    named = {llama_name(name): tensor for name, tensor in encoder.items()}
    write_gguf(weights / "t5-blocks-of-32.gguf", "t5encoder", FILE_TYPES["Q8_0"], named)
    values = {name: value for name, (_, _, value) in encoder.items()}
    pipe.text_encoder_2.load_state_dict(values | {"encoder.embed_tokens.weight": values["shared.weight"]}, strict=False)


def blocks_of_256(pipe: DiffusionPipeline, weights: Path) -> None:
    """A transformer of its own, since rows must be multiples of 256: its layers in turns of all types of 256 weights."""
    torch.manual_seed(256)
    config = {**pipe.transformer.config, "num_attention_heads": 8, "num_layers": 1, "num_single_layers": 1}
    pipe.transformer = FluxTransformer2DModel.from_config(config).eval()
    random = np.random.default_rng(256)
    names = ["Q4_K", "Q5_K", "Q6_K", "Q3_K", "Q2_K"]
    tensors = {}
    for i, (name, value) in enumerate(official_files.flux(pipe.transformer).state_dict().items()):
        outer = value.dim() == 1 or name.startswith(OUTER)
        tensors[name] = kept(value) if outer else random_blocks(*value.shape, names[i % len(names)], random)
    write_gguf(weights / "transformer-blocks-of-256.gguf", "flux", FILE_TYPES["Q4_K"], tensors)
    replace_transformer(pipe, {name: value for name, (_, _, value) in tensors.items()})


def fp8(value: Tensor, rows: bool = False, dtype: torch.dtype = torch.float8_e4m3fn) -> tuple[Tensor, Tensor, Tensor]:
    """Numbers, scale and what they stand for."""
    largest = value.float().abs().amax(dim=1, keepdim=True) if rows else value.float().abs().max()
    scale = largest / torch.finfo(dtype).max
    numbers = (value.float() / scale).to(dtype)
    return numbers, scale, numbers.float() * scale


def all_in_one(pipe: DiffusionPipeline, weights: Path) -> None:
    """All parts in one file: the transformer in scaled fp8 as until 2025, T5 as since then."""
    file = {"model.diffusion_model.scaled_fp8": torch.zeros(0, dtype=torch.float8_e4m3fn)}
    widened = {}
    for name, value in official_files.flux(pipe.transformer).state_dict().items():
        stored = value.to(torch.bfloat16)
        if value.dim() == 2 and not name.startswith(OUTER):
            stored, scale, widened[name] = fp8(value)
            layer = f"model.diffusion_model.{name.removesuffix('.weight')}"
            file |= {f"{layer}.scale_weight": scale, f"{layer}.scale_input": torch.ones(1)}
        else:
            widened[name] = stored.float()
        file[f"model.diffusion_model.{name}"] = stored
    replace_transformer(pipe, widened)

    prefix = "text_encoders.t5xxl.transformer."
    encoder = {}
    for i, (name, value) in enumerate(pipe.text_encoder_2.state_dict().items()):
        stored = value.to(torch.bfloat16)
        encoder[name] = stored.float()
        if "SelfAttention" in name and "bias" not in name or "DenseReluDense" in name:
            dtype, text = [(torch.float8_e4m3fn, "float8_e4m3fn"), (torch.float8_e5m2, "float8_e5m2")][i % 2]
            stored, scale, encoder[name] = fp8(value, rows=i % 3 == 0, dtype=dtype)
            layer = prefix + name.removesuffix(".weight")
            note = torch.frombuffer(bytearray(json.dumps({"format": text}).encode()), dtype=torch.uint8)
            file |= {f"{layer}.weight_scale": scale, f"{layer}.comfy_quant": note}
        file[prefix + name] = stored
    pipe.text_encoder_2.load_state_dict(encoder)

    prefix = "text_encoders.clip_l.transformer."
    for name, value in pipe.text_encoder.state_dict().items():
        file[prefix + ("" if name.startswith("text_model.") else "text_model.") + name] = value.to(torch.bfloat16)
    file["text_encoders.clip_l.logit_scale"] = torch.tensor(4.6)
    for name, value in official_files.auto_encoder(pipe.vae).state_dict().items():
        file[f"vae.{name}"] = value.float()
    write_safetensors(weights / "all-in-one-fp8.safetensors", file, {"format": "pt"})


def replace_transformer(pipe: DiffusionPipeline, weights: dict[str, Tensor]) -> None:
    pipe.transformer.load_state_dict(official_files.flux_to_diffusers(official_files.flux_params(pipe.transformer), weights))


def make(name: str, job: Job, files: dict[str, str], pipe: DiffusionPipeline, folder: Path) -> None:
    outputs = {"image": by_diffusers(pipe, job)}
    difference = (outputs["image"].int() - by_official_code(pipe, job).int()).abs().max().item()
    if difference > 1:
        raise ValueError(f"{name}: diffusers and the official code differ by {difference} grey levels")
    attrs = job.attrs() | {part: f"../weights/{file}" for part, file in files.items()}
    inputs = {"image": torch.from_numpy(np.array(job.image))}
    case = Case(name, "kontext_edit", lambda x, w: outputs, inputs, attrs=attrs, source=SOURCE)
    save(case, outputs, atol=2, rtol=0, folder=folder)


def main(models: Path, pictures: Path, weights: Path, folder: Path) -> None:
    weights.mkdir(parents=True, exist_ok=True)
    shapes = Image.open(pictures / "shapes.png").convert("RGB")
    tiny = dict(steps=4, guidance=0.0, width=64, height=64, max_sequence_length=16)
    tiny |= dict(image=shapes, reference_width=64, reference_height=64)
    star = Job("tiny-kontext", "make the star blue", 1, **tiny)
    cat = thumbnail(pictures / "cat.jpg", 201)
    hat = dict(seed=42, steps=4, guidance=2.5, width=144, height=112, reference_width=144, reference_height=112)
    hat = Job("tiny-random", "Make the cat wear a blue hat", **hat, image=cat)

    pipe = load(models / "tiny-kontext")
    blocks_of_32(pipe, weights)
    files = {"transformer": "transformer-blocks-of-32.gguf", "text_encoder_2": "t5-blocks-of-32.gguf"}
    make("kontext_edit-blocks-of-32", star, files, pipe, folder)

    pipe = load(models / "tiny-kontext")
    blocks_of_256(pipe, weights)
    make("kontext_edit-blocks-of-256", star, {"transformer": "transformer-blocks-of-256.gguf"}, pipe, folder)

    pipe = load(models / "tiny-random")
    all_in_one(pipe, weights)
    files = dict.fromkeys(("transformer", "text_encoder_2", "vae"), "all-in-one-fp8.safetensors")
    make("kontext_edit-all-in-one-fp8", hat, files, pipe, folder)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
