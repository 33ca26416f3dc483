"""Trains a small tokenizer of the kind of google/t5-v1_1-xxl and writes the files Hugging Face ships for it.

    python train_t5_tokenizer.py FOLDER

sentencepiece trains the Unigram model with T5's settings (nmt_nfkc normalization; `<pad>`, `</s>`, `<unk>` first).
tokenizer.json holds the same pieces, T5's 100 `<extra_id_N>`, and the pipeline that FLUX.1's tokenizer_2 has.
"""

import io
import json
import sys
from pathlib import Path

import sentencepiece
from transformers import T5Tokenizer

import corpus

PIECES = 1500
EXTRA_IDS = 100
NAMED = {"pad_token": "<pad>", "eos_token": "</s>", "unk_token": "<unk>"}
EXTRA = [f"<extra_id_{i}>" for i in range(EXTRA_IDS)]


def train() -> bytes:
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(corpus.lines()),
        model_writer=model,
        model_type="unigram",
        vocab_size=PIECES,
        character_coverage=0.9995,  # a few letters stay unknown, on purpose
        pad_id=0,
        eos_id=1,
        unk_id=2,
        bos_id=-1,
        num_threads=1,
        minloglevel=2,
    )
    return model.getvalue()


def special(content: str) -> dict:
    return {"content": content, "lstrip": False, "normalized": False, "rstrip": False, "single_word": False}


def pipeline(folder: Path) -> dict:
    """tokenizer.json: the model as transformers converts it, in the pipeline of FLUX.1's own file."""
    converted = json.loads(T5Tokenizer.from_pretrained(folder).backend_tokenizer.to_str())
    spaces = {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}
    strip = {"type": "Strip", "strip_left": False, "strip_right": True}
    replace = {"type": "Replace", "pattern": {"Regex": " {2,}"}, "content": "▁"}
    converted["normalizer"] = {"type": "Sequence", "normalizers": [converted["normalizer"], strip, replace]}
    converted["pre_tokenizer"] = spaces
    converted["decoder"] = spaces
    return converted


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for stale in folder.iterdir():
        stale.unlink()
    (folder / "spiece.model").write_bytes(train())
    tokenizer = pipeline(folder)
    added = {str(token["id"]): special(token["content"]) | {"special": True} for token in tokenizer["added_tokens"]}
    config = {
        "add_prefix_space": None,
        "added_tokens_decoder": added,
        "additional_special_tokens": EXTRA,
        "clean_up_tokenization_spaces": True,
        "extra_ids": EXTRA_IDS,
        "legacy": True,
        "model_max_length": 512,
        "sp_model_kwargs": {},
        "tokenizer_class": "T5Tokenizer",
    } | NAMED
    write(folder / "tokenizer.json", tokenizer)
    write(folder / "tokenizer_config.json", dict(sorted(config.items())))
    named = {name: special(token) for name, token in NAMED.items()}
    write(folder / "special_tokens_map.json", {"additional_special_tokens": EXTRA} | named)


def write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
