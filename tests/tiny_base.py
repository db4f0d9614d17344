"""A tiny seeded base for training, of the embedded model's architecture, and a made-up language for it.

A sentence is a noun, a name and a verb, ``가람 Abel 하늘``; its English is ``Abel sky river``.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

NOUNS = {"가람": "river", "나루": "ferry", "다솜": "love", "라온": "joy", "마루": "ridge", "바다": "sea"}
VERBS = {
    "사랑": "heart",
    "아침": "morning",
    "자리": "place",
    "하늘": "sky",
    "누리": "tide",
    "여울": "wolf",
}
NAMES = ["Abel", "Bora", "Cato", "Dina", "Egon", "Fern", "Gild", "Hera"]
NAMES += ["Ivo", "Juno", "Kent", "Lima", "Mona", "Nero", "Opal", "Pike"]

_LAYERS, _WIDTH, _INNER, _HEADS, _RANK = 2, 64, 128, 4, 32
_SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
_SEEN = [*range(33, 127), *range(161, 173), *range(174, 256)]
_BYTES = {byte: chr(byte) for byte in _SEEN} | {
    byte: chr(256 + place) for place, byte in enumerate(byte for byte in range(256) if byte not in _SEEN)
}
_SHAPES = {
    "q": ("attn_q", _WIDTH, _WIDTH),
    "k": ("attn_k", _WIDTH, _WIDTH),
    "v": ("attn_v", _WIDTH, _WIDTH),
    "o": ("attn_output", _WIDTH, _WIDTH),
    "gate": ("ffn_gate", _INNER, _WIDTH),
    "up": ("ffn_up", _INNER, _WIDTH),
    "down": ("ffn_down", _WIDTH, _INNER),
}


def pairs() -> list[tuple[str, str]]:
    """All sentences of the language with their English."""
    return [
        (f"{noun} {name} {verb}", f"{name} {VERBS[verb]} {NOUNS[noun]}")
        for noun, name, verb in product(NOUNS, NAMES, VERBS)
    ]


def _merges() -> list[str]:
    """Byte-pair merges that make one token of each word, and of a word with a space before it."""
    words = [*NOUNS, *NOUNS.values(), *VERBS, *VERBS.values(), *NAMES]
    merges: dict[str, None] = {}
    for text in [*words, "user", "assistant", " <", "</"]:
        symbols = [_BYTES[byte] for byte in text.encode()]
        for end in range(1, len(symbols)):
            merges.setdefault(f"{''.join(symbols[:end])} {symbols[end]}")
    return [*merges, *(f"Ġ {''.join(_BYTES[byte] for byte in word.encode())}" for word in words)]


def write_base(path: Path) -> None:
    """Write the base: random weights, but values that attention carries over as they are, as copying needs.

    Args:
        path: The GGUF file.
    """
    from gguf import GGUFWriter

    random = np.random.default_rng(1)
    merges = _merges()
    tokens = [*_BYTES.values(), *dict.fromkeys(merge.replace(" ", "") for merge in merges), *_SPECIAL]
    writer = GGUFWriter(path, "qwen2")
    writer.add_block_count(_LAYERS)
    writer.add_head_count(_HEADS)
    writer.add_head_count_kv(_HEADS)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_token_list(tokens)
    writer.add_token_types([1] * (len(tokens) - len(_SPECIAL)) + [3] * len(_SPECIAL))
    writer.add_token_merges(merges)
    embeddings = random.normal(0, 0.3, (len(tokens), _WIDTH)).astype(np.float32)
    embeddings[:, 0] = 1  # something that is the same everywhere, for positions to be seen by
    writer.add_tensor("token_embd.weight", embeddings)
    writer.add_tensor("output_norm.weight", np.ones(_WIDTH, np.float32))
    for layer in range(_LAYERS):
        for name, rows, columns in _SHAPES.values():
            weight = random.normal(0, 0.02, (rows, columns))
            if name in ("attn_v", "attn_output"):
                weight = 0.5 * np.eye(_WIDTH)
            writer.add_tensor(f"blk.{layer}.{name}.weight", weight.astype(np.float32))
        for name in ("attn_q", "attn_k", "attn_v"):
            bias = random.normal(0, 0.02, _WIDTH).astype(np.float32)
            writer.add_tensor(f"blk.{layer}.{name}.bias", bias)
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{layer}.{name}.weight", np.ones(_WIDTH, np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def adapter(spread: float = 0.0) -> dict[str, Any]:
    """An adapter for the base.

    Args:
        spread: Standard deviation of B's numbers; with 0 the adapter changes nothing.
    """
    random = np.random.default_rng(2)
    matrices = {}
    for layer in range(_LAYERS):
        for short, (_, rows, columns) in _SHAPES.items():
            bound = columns**-0.5
            matrices[f"layers.{layer}.{short}.A"] = random.uniform(-bound, bound, (_RANK, columns)).astype(
                "f"
            )
            matrices[f"layers.{layer}.{short}.B"] = random.normal(0, spread, (rows, _RANK)).astype("f")
    return matrices
