"""The embedded model's tokenizer, made from the base's metadata."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# how Qwen2 cuts text before byte-pair merges (tokenizer.json of Qwen/Qwen2.5-Coder-1.5B-Instruct)
_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_CONTROL = 3  # token type of GGUF: special tokens that never stand for text


def kept_rows(metadata: dict[str, Any]) -> NDArray[np.int64]:
    """Rows of the vocabulary that the built model has, ascending.

    Args:
        metadata: Of the base's GGUF file.
    """
    return np.arange(len(metadata["tokenizer.ggml.tokens"]))


def write_tokenizer(metadata: dict[str, Any], kept: NDArray[np.int64], path: Path) -> None:
    """Write ``tokenizer.json``.

    Args:
        metadata: Of the base's GGUF file.
        kept: Rows of the vocabulary that are kept, ascending; they are numbered anew.
        path: The file to write.
    """
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers

    every, types = metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.token_type"]
    vocabulary = {every[row]: number for number, row in enumerate(kept)}
    merges = [
        (left, right)
        for left, right in (merge.split(" ") for merge in metadata["tokenizer.ggml.merges"])
        if left in vocabulary and right in vocabulary and left + right in vocabulary
    ]
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(_WORDS), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(
        [AddedToken(every[row], special=True) for row in kept if types[row] == _CONTROL]
    )
    tokenizer.save(str(path))
