"""Trains a small tokenizer of the kind of openai/clip-vit-large-patch14 and writes the files Hugging Face ships for it.

    python train_clip_tokenizer.py FOLDER

The pipeline (normalizer, split, byte-level symbols) is transformers' own; only the vocabulary is ours: 256 byte symbols,
the same with `</w>`, the merges, and the two special tokens. The library's trainer breaks ties by the order of a hash
map, so the merges are counted here.
"""

import json
import sys
from collections import Counter
from pathlib import Path

from transformers import CLIPTokenizer
from transformers.convert_slow_tokenizer import bytes_to_unicode

import corpus

MERGES = 986  # 1500 entries in all
START, END = "<|startoftext|>", "<|endoftext|>"


def words() -> Counter:
    """Every word of the corpus, as CLIP splits it, in byte symbols, the last one with `</w>`."""
    pipeline = CLIPTokenizer().backend_tokenizer
    counts: Counter = Counter()
    for line in corpus.lines():
        normalized = pipeline.normalizer.normalize_str(line)
        for word, _ in pipeline.pre_tokenizer.pre_tokenize_str(normalized):
            counts[(*word[:-1], word[-1] + "</w>")] += 1
    return counts


def learn(counts: Counter) -> list[tuple[str, str]]:
    """Byte-pair encoding: the most frequent pair becomes a symbol, again and again; ties go to the smaller pair."""
    merges = []
    while len(merges) < MERGES:
        pairs: Counter = Counter()
        for word, count in counts.items():
            for pair in zip(word, word[1:]):
                pairs[pair] += count
        best = min(pairs, key=lambda pair: (-pairs[pair], pair))
        merges.append(best)
        counts = Counter({join(word, best): count for word, count in counts.items()})
    return merges


def join(word: tuple[str, ...], pair: tuple[str, str]) -> tuple[str, ...]:
    joined: list[str] = []
    at = 0
    while at < len(word):
        width = 2 if word[at : at + 2] == pair else 1
        joined.append("".join(word[at : at + width]))
        at += width
    return tuple(joined)


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    merges = learn(words())
    symbols = list(bytes_to_unicode().values())
    tokens = symbols + [s + "</w>" for s in symbols] + ["".join(pair) for pair in merges] + [START, END]
    vocab = {token: i for i, token in enumerate(tokens)}
    if len(vocab) != len(tokens):
        raise ValueError("two merges give the same token")

    write(folder / "vocab.json", vocab)
    lines = ["#version: 0.2"] + [" ".join(pair) for pair in merges]
    (folder / "merges.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def special(token: str) -> dict:
        # as OpenAI's files have it: the start token is found in normalized text, the end token in the text as it is
        return {"content": token, "lstrip": False, "normalized": token == START, "rstrip": False, "single_word": False}

    pipeline = json.loads(CLIPTokenizer(vocab, merges).backend_tokenizer.to_str())
    pipeline["added_tokens"] = [{"id": vocab[t]} | special(t) | {"special": True} for t in (START, END)]
    write(folder / "tokenizer.json", pipeline)

    named = {"bos_token": special(START), "eos_token": special(END), "pad_token": END, "unk_token": special(END)}
    write(folder / "special_tokens_map.json", named)
    config = {
        "add_prefix_space": False,
        "added_tokens_decoder": {str(vocab[t]): special(t) | {"special": True} for t in (START, END)},
        "bos_token": START,
        "clean_up_tokenization_spaces": True,
        "do_lower_case": True,
        "eos_token": END,
        "errors": "replace",
        "model_max_length": 77,
        "pad_token": END,
        "tokenizer_class": "CLIPTokenizer",
        "unk_token": END,
    }
    write(folder / "tokenizer_config.json", config)


def write(path: Path, value: dict) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
