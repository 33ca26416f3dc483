"""The group `pipelines`: pictures that diffusers makes with the tiny models.

    python pipeline_cases.py TINY_MODELS PICTURES FOLDER

Each picture is made a second time by the official code in float64, and the two may differ by one grey level.
"""

import math
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import transformers
from diffusers import DiffusionPipeline, FluxKontextPipeline
from einops import rearrange
from PIL import Image, ImageOps
from torch import Tensor

import official
import official_files
from golden import Case, save
from official import sampling

DIFFUSERS_COMMIT = "58eb52c0803ea9af3abec60841c2a093bdf1f951"
SOURCE = (
    f"huggingface/diffusers@{DIFFUSERS_COMMIT}, transformers {transformers.__version__}, "
    f"PyTorch {torch.__version__}, float32"
)


@dataclass
class Job:
    """What the command line asks for, in the words of the golden cases."""

    model: str
    prompt: str
    seed: int
    steps: int
    guidance: float
    width: int
    height: int
    noise_dtype: str = "float32"
    max_sequence_length: int = 64
    image: Image.Image | None = None
    reference_width: int | None = None
    reference_height: int | None = None
    loras: list[tuple[str, float]] | None = None

    def attrs(self) -> dict:
        attrs = {name: value for name, value in vars(self).items() if name != "image" and value is not None}
        return attrs | {"model": f"../{self.model}"}

    def reference(self) -> Image.Image:
        return self.image.resize((self.reference_width, self.reference_height), Image.Resampling.LANCZOS)

    def noise(self, stretch: int = 1) -> Tensor:
        """As the official code draws it, [16, h, w]; get_noise in float32 is what diffusers draws by itself."""
        dtype = getattr(torch, self.noise_dtype)
        size = stretch * self.height, stretch * self.width
        return sampling.get_noise(1, *size, torch.device("cpu"), dtype, self.seed).float()


def load(folder: Path) -> DiffusionPipeline:
    pipe = DiffusionPipeline.from_pretrained(folder, dtype=torch.float32)
    pipe.set_progress_bar_config(disable=True)
    return pipe


def by_diffusers(pipe: DiffusionPipeline, job: Job) -> Tensor:
    """[H, W, 3] bytes."""
    edit = {}
    if isinstance(pipe, FluxKontextPipeline):
        edit = {"max_area": job.width * job.height}  # to which it would resize any picture
    if job.image:
        edit |= {"image": job.reference(), "_auto_resize": False}
    if job.noise_dtype == "float32":
        noise = {"generator": torch.Generator("cpu").manual_seed(job.seed)}
    else:
        noise = {"latents": pack(job.noise())}
    picture = pipe(
        prompt=job.prompt,
        width=job.width,
        height=job.height,
        num_inference_steps=job.steps,
        guidance_scale=job.guidance,
        max_sequence_length=job.max_sequence_length,
        **edit,
        **noise,
    ).images[0]
    return torch.from_numpy(np.array(picture))


def by_official_code(pipe: DiffusionPipeline, job: Job) -> Tensor:
    """The same, by the official sampling code and modules in float64; text encoders from transformers.

    That code knows latents of an eighth of the picture alone: if they are larger, it is told of a larger picture.
    """
    stretch = 8 // pipe.vae_scale_factor
    height, width = stretch * job.height, stretch * job.width
    shift = pipe.scheduler.config.shift
    if pipe.scheduler.config.use_dynamic_shifting:
        shifted = {"shift": True}
    else:
        shifted = {"shift": shift != 1, "base_shift": math.log(shift), "max_shift": math.log(shift)}
    flux, ae = official_files.flux(pipe.transformer).double(), official_files.auto_encoder(pipe.vae).double()

    def t5(prompt: list[str]) -> Tensor:
        ids = pipe.tokenizer_2(
            prompt, padding="max_length", max_length=job.max_sequence_length, truncation=True, return_tensors="pt"
        )
        return pipe.text_encoder_2(ids.input_ids).last_hidden_state.double()

    def clip(prompt: list[str]) -> Tensor:
        ids = pipe.tokenizer(prompt, padding="max_length", max_length=77, truncation=True, return_tensors="pt")
        return pipe.text_encoder(ids.input_ids).pooler_output.double()

    with torch.no_grad(), official.float64():
        inputs = sampling.prepare(t5, clip, job.noise(stretch).double(), job.prompt)
        if job.image:
            pixels = torch.from_numpy(np.array(job.reference())).double() / 127.5 - 1
            inputs["img_cond_seq"] = pack(ae.encode(rearrange(pixels, "h w c -> 1 c h w")))
            empty = torch.zeros(1, 16, stretch * job.reference_height // 8, stretch * job.reference_width // 8)
            inputs["img_cond_seq_ids"] = sampling.prepare(t5, clip, empty, job.prompt)["img_ids"]
            inputs["img_cond_seq_ids"][..., 0] = 1
        timesteps = sampling.get_schedule(job.steps, inputs["img"].shape[1], **shifted)
        inputs = {name: value.double() for name, value in inputs.items()}
        latent = sampling.denoise(flux, **inputs, timesteps=timesteps, guidance=job.guidance)
        picture = ae.decode(sampling.unpack(latent, height, width))[0].clamp(-1, 1)
    return rearrange(127.5 * (picture + 1), "c h w -> h w c").round().byte()


def pack(latent: Tensor) -> Tensor:
    return rearrange(latent, "b c (h ph) (w pw) -> b (h w) (c ph pw)", ph=2, pw=2)


def thumbnail(path: Path, width: int) -> Image.Image:
    picture = ImageOps.exif_transpose(Image.open(path)).convert("RGB")
    return picture.resize((width, picture.height * width // picture.width), Image.Resampling.BICUBIC)


def jobs(pictures: Path):
    cat = thumbnail(pictures / "cat.jpg", 201)
    hat = dict(prompt="Make the cat wear a blue hat", seed=42, steps=8, guidance=2.5, width=144, height=112)
    yield "kontext_edit-cat", Job("tiny-random", **hat, image=cat, reference_width=144, reference_height=112)
    face = thumbnail(pictures / "portrait.jpg", 99)
    snow = dict(prompt="Ein Porträt im Schnee, 肖像 ☃️", seed=7, steps=4, guidance=3.5, width=128, height=96)
    snow |= dict(noise_dtype="bfloat16", reference_width=112, reference_height=144)
    yield "kontext_edit-bf16-noise-other-size", Job("tiny-random", **snow, image=face)
    lake = dict(prompt="a house by a lake, evening light", seed=1234, steps=6, guidance=3.5, width=128, height=96)
    yield "text_to_image-dev", Job("tiny-dev", **lake)
    yield "text_to_image-official-files", Job("tiny-official", **lake)
    yield "text_to_image-dev-bf16-noise", Job("tiny-dev", **lake | dict(noise_dtype="bfloat16"))
    long = "a very long list of fruit: " + ", ".join(["apples", "pears", "plums", "quinces"] * 20)
    yield "text_to_image-dev-long-prompt", Job("tiny-dev", long, 2**40 + 5, 2, 1.0, 48, 80, max_sequence_length=33)
    shapes = Image.open(pictures / "shapes.png").convert("RGB")
    tiny = dict(steps=4, guidance=0.0, width=64, height=64, max_sequence_length=16)
    edit = dict(image=shapes, reference_width=64, reference_height=64)
    yield "kontext_edit-blue-star", Job("tiny-kontext", "make the star blue", 1, **tiny, **edit)
    drawn = "a big red circle in the top left on a white background"
    yield "text_to_image-circle", Job("tiny-kontext", drawn, 1, **tiny)
    yield "text_to_image-schnell", Job("tiny-schnell", "two apples on a table", 3, 4, 0.0, 96, 128)
    yield "text_to_image-schnell-empty", Job("tiny-schnell", "", 0, 1, 0.0, 16, 32, noise_dtype="bfloat16")


def make(name: str, job: Job, pipe: DiffusionPipeline, folder: Path) -> None:
    inputs = {"image": torch.from_numpy(np.array(job.image))} if job.image else {}

    def run(x: dict[str, Tensor], w: dict[str, Tensor]) -> dict[str, Tensor]:
        return {"image": by_diffusers(pipe, job)}

    case = Case(name, name.split("-")[0], run, inputs, attrs=job.attrs(), source=SOURCE)
    outputs = run(inputs, {})
    difference = (outputs["image"].int() - by_official_code(pipe, job).int()).abs().max().item()
    if difference > 1:
        raise ValueError(f"{name}: diffusers and the official code differ by {difference} grey levels")
    save(case, outputs, atol=2, rtol=0, folder=folder)


def main(models: Path, pictures: Path, folder: Path) -> None:
    for name, job in jobs(pictures):
        # official files hold what the folder they were made from holds
        pipe = load(models / ("tiny-dev" if job.model == "tiny-official" else job.model))
        make(name, job, pipe, folder / "pipelines")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
