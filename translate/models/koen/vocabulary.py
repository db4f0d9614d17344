"""The embedded model's vocabulary and tokenizer: what Korean and English text needs of the base's.

The base knows 151,936 tokens, for code and for a hundred languages. A token that is dropped is never missing:
its text is cut into smaller ones that are kept, down to single bytes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

# how Qwen2 cuts text before byte-pair merges (tokenizer.json of Qwen/Qwen2.5-Coder-1.5B-Instruct)
_WORDS = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_NEVER = -1e4
_NORMAL, _CONTROL = 1, 3  # token types of GGUF: text, and special tokens that never stand for text
# words of Latin letters, alone or after one mark; short names with inner capitals; Hangul; up to four marks
_NEEDED = re.compile(r"\W?[A-Z]?[a-z]+|\W?[A-Z]+| ?[A-Za-zÀ-ÿ]{1,9}|\W?[가-힣ㄱ-ㆎ]+|\W{1,4}")
_FIRST_BYTES = b"\xc2\xe2\xe3\xea\xeb\xec\xed\xef\xf0"  # Latin-1, punctuation, Hangul, full width, emoji
# GPT-2 writes each byte as a character that can be seen: itself, or one from U+0100 on
_SEEN = [*range(33, 127), *range(161, 173), *range(174, 256)]
_UNSEEN = [byte for byte in range(256) if byte not in _SEEN]
_BYTES = {chr(byte): byte for byte in _SEEN} | {chr(256 + place): byte for place, byte in enumerate(_UNSEEN)}


def kept_rows(metadata: dict[str, Any]) -> NDArray[np.int64]:
    """Rows of the vocabulary that the built model has, ascending.

    Args:
        metadata: Of the base's GGUF file.
    """
    tokens, types = metadata["tokenizer.ggml.tokens"], metadata["tokenizer.ggml.token_type"]
    rows = {token: row for row, token in enumerate(tokens)}
    halves = {left + right: (left, right) for left, right in _merges(metadata)}
    kept: set[str] = set()
    waiting = [
        token
        for token, kind in zip(tokens, types, strict=True)
        if kind == _CONTROL or (kind == _NORMAL and _is_needed(token))
    ]
    while waiting:  # byte-pair encoding reaches a token only through the two that it is merged from
        token = waiting.pop()
        if token not in kept:
            kept.add(token)
            waiting += halves.get(token, ())
    return np.array(sorted(rows[token] for token in kept), np.int64)


def english_bias(tokens: Sequence[str]) -> NDArray[np.float32]:
    """What is added to each token's logit: nothing, or so little that the token is never written.

    English is written in no East Asian script. The base, which knows them all, now and then falls back into
    one in the middle of a name.

    Args:
        tokens: The kept tokens, as the vocabulary writes them.
    """
    return np.array([_NEVER if _is_east_asian(token) else 0 for token in tokens], np.float32)


def _is_east_asian(token: str) -> bool:
    raw = bytes(_BYTES.get(character, 0) for character in token)
    try:
        return any("\u2e80" <= character <= "\ud7ff" for character in raw.decode("utf-8"))
    except UnicodeDecodeError:  # a part of a character, told by its first byte
        return any(0xE3 <= byte <= 0xED for byte in raw)


def _is_needed(token: str) -> bool:
    """Whether Korean or English text may need a token, as the vocabulary writes it."""
    raw = bytes(_BYTES[character] for character in token)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        # a part of a character: continuation bytes, or a first byte of the blocks that news text uses
        first = raw.lstrip(b" \"'(")[0]
        return len(raw) == 1 or 0x80 <= first < 0xC0 or first in _FIRST_BYTES
    return bool(_NEEDED.fullmatch(text)) or (len(text) == 1 and (text < "\u0180" or _is_euc_kr(text)))


def _is_euc_kr(character: str) -> bool:
    try:
        character.encode("euc-kr")
    except UnicodeEncodeError:
        return False
    return True


def _merges(metadata: dict[str, Any]) -> list[tuple[str, str]]:
    pairs = (merge.partition(" ") for merge in metadata["tokenizer.ggml.merges"])
    return [(left, right) for left, _, right in pairs]


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
    # a kept token's halves are kept
    merges = [(left, right) for left, right in _merges(metadata) if left + right in vocabulary]
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
