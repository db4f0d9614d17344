"""Which family a CTranslate2 model is of, told by its vocabulary, and the ``model.toml`` that follows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.errors import ModelError
from translate.models.manifest import FILE_NAME, file_hash

_VOCABULARY_LIMIT = 1 << 26
# file names of the two sides' SentencePiece models, as the families' makers call them
_PIECES = (
    ("source.spm", "target.spm"),
    ("sentencepiece.bpe.model", "sentencepiece.bpe.model"),
    ("spm.128k.model", "spm.128k.model"),
    ("spiece.model", "spiece.model"),
    ("sentencepiece.model", "sentencepiece.model"),
)
_ASK = "Translate this Korean text into English. Answer with the translation only.\\n\\n{source}"


@dataclass(frozen=True, slots=True)
class _Chat:
    """An instruct model's way of taking turns.

    Args:
        turn: The token that begins a turn and tells the family.
        template: The prompt.
        end: The token that ends an answer.
    """

    turn: str
    template: str
    end: str


_CHATS = (
    _Chat(
        "<|im_start|>",
        f"<|im_start|>user\\n{_ASK}<|im_end|>\\n<|im_start|>assistant\\n",
        "<|im_end|>",
    ),
    _Chat(
        "<start_of_turn>",
        f"<bos><start_of_turn>user\\n{_ASK}<end_of_turn>\\n<start_of_turn>model\\n",
        "<end_of_turn>",
    ),
)


def describe(folder: Path, name: str, licence: str, source: str) -> None:
    """Write the ``model.toml`` of a folder with a CTranslate2 model and its tokenizer.

    Args:
        folder: The folder.
        name: The model's name.
        licence: Its licence.
        source: Where it comes from.

    Raises:
        ModelError: The family is not known, or the tokenizer is not there.
    """
    config = _json(folder / "config.json") if (folder / "config.json").is_file() else {}
    if not isinstance(config, dict):
        raise ModelError("is not a configuration", path=folder / "config.json")
    target = _vocabulary(folder, ("target_vocabulary", "shared_vocabulary"))
    if target is not None:
        source_tokens = _vocabulary(folder, ("source_vocabulary", "shared_vocabulary")) or target
        body = _seq2seq(folder, set(source_tokens), set(target), config)
    else:
        body = _generator(folder, set(_vocabulary(folder, ("vocabulary",)) or ()))
    hashes = {path.name: file_hash(path) for path in sorted(folder.iterdir()) if path.name != FILE_NAME}
    lines = [
        f"name = {_text(name)}",
        f"licence = {_text(licence)}",
        f"source = {_text(source)}",
        *body,
        "",
        "[files]",
        *(f"{_text(file)} = {_text(digest)}" for file, digest in hashes.items()),
    ]
    (folder / FILE_NAME).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _seq2seq(folder: Path, source: set[str], target: set[str], config: dict[str, Any]) -> list[str]:
    pieces = [pair for pair in _PIECES if all((folder / file).is_file() for file in pair)]
    if not pieces:
        raise ModelError(
            "has no SentencePiece model",
            path=folder,
            mend="put that of the original model there: source.spm and target.spm, sentencepiece.bpe.model "
            "or spiece.model",
        )
    prefix, start = [], []
    if "kor_Hang" in source and "eng_Latn" in target:  # NLLB-200
        prefix, start = ["kor_Hang"], ["eng_Latn"]
    elif "__ko__" in source and "__en__" in target:  # M2M-100
        prefix, start = ["__ko__"], ["__en__"]
    elif "<2en>" in source:  # MADLAD-400
        prefix = ["<2en>"]
    # OpenNMT models read no end of sentence, and those whose converter says so add their own
    adds = config.get("add_source_eos") or config.get("decoder_start_token", "<s>") == "<s>"
    suffix = [] if adds else [str(config.get("eos_token", "</s>"))]
    return [
        'kind = "seq2seq"',
        "longest = 400",
        "beam = 4",
        "",
        "[pieces]",
        f"source_model = {_text(pieces[0][0])}",
        f"target_model = {_text(pieces[0][1])}",
        f"source_prefix = {_list(prefix)}",
        f"source_suffix = {_list(suffix)}",
        f"target_prefix = {_list(start)}",
    ]


def _generator(folder: Path, vocabulary: set[str]) -> list[str]:
    if not vocabulary:
        raise ModelError("has no vocabulary", path=folder, mend="give the folder of a CTranslate2 model")
    if not (folder / "tokenizer.json").is_file():
        raise ModelError("has no tokenizer.json", path=folder)
    for chat in _CHATS:
        if {chat.turn, chat.end} <= vocabulary:
            return [
                'kind = "generator"',
                "longest = 800",
                f'prompt = {{template = "{chat.template}", end = "{chat.end}"}}',
            ]
    raise ModelError(
        "is a generator of a family that is not known here",
        path=folder,
        mend=f"write a {FILE_NAME} for it; that of koen is an example (`yongeo models info koen`)",
    )


def _vocabulary(folder: Path, names: Sequence[str]) -> list[str] | None:
    for name in names:
        if (path := folder / f"{name}.json").is_file():
            tokens = _json(path)
            if not isinstance(tokens, list) or not all(isinstance(token, str) for token in tokens):
                raise ModelError("is not a list of tokens", path=path)
            return tokens
        if (path := folder / f"{name}.txt").is_file():
            return _read(path).split("\n")
    return None


def _read(path: Path) -> str:
    if path.stat().st_size > _VOCABULARY_LIMIT:
        raise ModelError("is too large", path=path)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ModelError("is not UTF-8", path=path) from error


def _json(path: Path) -> Any:
    try:
        return json.loads(_read(path))
    except (ValueError, RecursionError) as error:
        raise ModelError(f"is not valid JSON ({error})", path=path) from error


def _text(text: str) -> str:
    # a JSON string is a TOML string as long as no character is written as two surrogates
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _list(tokens: Iterable[str]) -> str:
    return f"[{', '.join(map(_text, tokens))}]"
