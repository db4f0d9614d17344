"""``model.toml``: all that differs between models, so that no engine knows a model by name."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.engines import Markers
from translate.errors import ModelError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

FILE_NAME = "model.toml"
_HASH_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Prompt:
    """What stands around a sentence for a generator.

    Args:
        template: Text with ``{source}`` where the sentence goes; special tokens are written as they are.
        end: The token that ends the translation.
    """

    template: str
    end: str


@dataclass(frozen=True, slots=True)
class Padding:
    """How a generator's prompts are rounded up, so that many have one length.

    Args:
        token: The token put between the sentence and what the prompt has after it.
        multiple: Prompt lengths are multiples of this, in tokens.
    """

    token: str
    multiple: int


@dataclass(frozen=True, slots=True)
class Pieces:
    """Tokenizer files and language tokens of an encoder-decoder model.

    Args:
        source_model: SentencePiece file of the source side.
        target_model: SentencePiece file of the target side; often the same.
        source_prefix: Tokens put before the sentence, such as its language.
        source_suffix: Tokens put after it, such as ``</s>`` where the model does not add its own.
        target_prefix: Tokens that the translation is made to begin with.
    """

    source_model: str
    target_model: str
    source_prefix: tuple[str, ...] = ()
    source_suffix: tuple[str, ...] = ()
    target_prefix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A model folder's description.

    Args:
        name: Name of the model.
        kind: ``generator`` or ``seq2seq``.
        licence: SPDX expression or name of the licence.
        source: Where the weights come from.
        longest: Longest source sentence, in tokens.
        beam: Default beam width.
        length_penalty: Default exponent of the length in the score of a beam.
        compute_type: CTranslate2 compute type.
        doubtful: Mean log-probability of a token below which a translation is likely to be wrong, or None.
        lexicon: File of the folder with words that the model is told in English, as Koreans' names then are;
            or nothing.
        prompt: Of a generator.
        padding: Of a generator; None rounds nothing up.
        pieces: Of an encoder-decoder model.
        markers: Marker syntax, or None where the model was not trained with markers.
        files: SHA-256 of each file of the folder.
        folder: Where the manifest was read.
        fingerprint: SHA-256 of the manifest itself, so of everything it names.
    """

    name: str
    kind: str
    licence: str
    source: str
    longest: int
    beam: int
    length_penalty: float
    compute_type: str
    doubtful: float | None
    lexicon: str
    prompt: Prompt | None
    padding: Padding | None
    pieces: Pieces | None
    markers: Markers | None
    files: dict[str, str]
    folder: Path
    fingerprint: str

    @classmethod
    def load(cls, folder: Path | str) -> Manifest:
        """Read and check the ``model.toml`` of a folder.

        Args:
            folder: The model's folder.

        Raises:
            ModelError: There is none, or a key is missing, unknown or wrong; names file and key.
        """
        path = Path(folder) / FILE_NAME
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise ModelError(
                f"no model here ({error.strerror})", path=path, mend="see `yongeo models list`"
            ) from error
        try:
            table = tomllib.loads(raw.decode("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ModelError(f"not valid TOML ({error})", path=path) from error
        return _manifest(_Reader(path, "", table), Path(folder), hashlib.sha256(raw).hexdigest())

    def damaged(self) -> list[str]:
        """Names of the files that are missing or whose SHA-256 is not the manifest's."""
        return [
            name
            for name, wanted in self.files.items()
            if not (self.folder / name).is_file() or file_hash(self.folder / name) != wanted
        ]


def file_hash(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal.

    Args:
        path: The file.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_HASH_BLOCK):
            digest.update(block)
    return digest.hexdigest()


class _Reader:
    """A TOML table whose keys are taken one by one, with types checked; what is left over is an error."""

    def __init__(self, path: Path, prefix: str, table: dict[str, Any]) -> None:
        self.path = path
        self.prefix = prefix
        self.table = dict(table)

    def fail(self, key: str, message: str) -> ModelError:
        return ModelError(f"{self.prefix}{key}: {message}", path=self.path)

    def take(self, key: str, kind: type, default: Any = None, *, required: bool = False) -> Any:
        if key not in self.table:
            if required:
                raise self.fail(key, "is missing")
            return default
        value = self.table.pop(key)
        if kind is float and type(value) is int:
            value = float(value)
        if type(value) is not kind:
            raise self.fail(key, f"must be of type {_TYPE_NAMES[kind]}")
        if kind is str and not value:
            raise self.fail(key, "is empty")
        return value

    def text(self, key: str, default: str | None = None) -> str:
        value = self.take(key, str, default, required=default is None)
        assert isinstance(value, str)
        return value

    def number(self, key: str, default: int | None = None, least: int = 1) -> int:
        value = self.take(key, int, default, required=default is None)
        assert isinstance(value, int)
        if value < least:
            raise self.fail(key, f"must be at least {least}")
        return value

    def tokens(self, key: str) -> tuple[str, ...]:
        value = self.take(key, list, [])
        if not all(isinstance(token, str) and token for token in value):
            raise self.fail(key, "must be a list of tokens")
        return tuple(value)

    def one_of(self, key: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        value = self.text(key, default)
        if value not in allowed:
            raise self.fail(key, f"must be one of {', '.join(allowed)}")
        return value

    def section(self, key: str) -> _Reader | None:
        table = self.take(key, dict)
        return None if table is None else _Reader(self.path, f"{self.prefix}{key}.", table)

    def finish(self) -> None:
        for key in self.table:
            raise self.fail(key, "is not a key of model.toml")


_TYPE_NAMES = {str: "string", int: "integer", float: "number", list: "array", dict: "table"}
_COMPUTE_TYPES = (
    *("default", "auto", "int8", "int8_float32", "int8_float16", "int8_bfloat16"),
    *("int16", "float16", "bfloat16", "float32"),
)


def _manifest(top: _Reader, folder: Path, fingerprint: str) -> Manifest:
    kind = top.one_of("kind", ("generator", "seq2seq"))
    penalty = top.take("length_penalty", float, 1.0)
    prompt = _prompt(top) if kind == "generator" else None
    manifest = Manifest(
        name=top.text("name"),
        kind=kind,
        licence=top.text("licence"),
        source=top.text("source"),
        longest=top.number("longest"),
        beam=top.number("beam", 1),
        length_penalty=penalty,
        compute_type=top.one_of("compute_type", _COMPUTE_TYPES, "int8"),
        doubtful=top.take("doubtful", float),
        lexicon=_lexicon(top),
        prompt=prompt,
        padding=_padding(top) if kind == "generator" else None,
        pieces=_pieces(top) if kind == "seq2seq" else None,
        markers=_markers(top),
        files=_files(top),
        folder=folder,
        fingerprint=fingerprint,
    )
    top.finish()
    return manifest


def _lexicon(top: _Reader) -> str:
    name: str = top.take("lexicon", str, "")
    if name and not is_plain_name(name):
        raise top.fail("lexicon", "must be the name of a file in the folder")
    return name


def _prompt(top: _Reader) -> Prompt:
    section = top.section("prompt")
    if section is None:
        raise top.fail("prompt", "is missing")
    prompt = Prompt(section.text("template"), section.text("end"))
    if prompt.template.count("{source}") != 1:
        raise section.fail("template", "must hold {source} once")
    section.finish()
    return prompt


def _padding(top: _Reader) -> Padding | None:
    section = top.section("padding")
    if section is None:
        return None
    padding = Padding(section.text("token"), section.number("multiple"))
    section.finish()
    return padding


def _pieces(top: _Reader) -> Pieces:
    section = top.section("pieces")
    if section is None:
        raise top.fail("pieces", "is missing")
    source_model = section.text("source_model")
    pieces = Pieces(
        source_model,
        section.text("target_model", source_model),
        section.tokens("source_prefix"),
        section.tokens("source_suffix"),
        section.tokens("target_prefix"),
    )
    for key in ("source_model", "target_model"):
        if not is_plain_name(getattr(pieces, key)):
            raise section.fail(key, "must be the name of a file in the folder")
    section.finish()
    return pieces


def _markers(top: _Reader) -> Markers | None:
    section = top.section("markers")
    if section is None:
        return None
    markers = Markers(section.text("open"), section.text("close"), section.number("most"))
    for key, text in (("open", markers.opening), ("close", markers.closing)):
        if text.count("{n}") != 1:
            raise section.fail(key, "must hold {n} once")
    section.finish()
    return markers


def _files(top: _Reader) -> dict[str, str]:
    section = top.section("files")
    if section is None:
        return {}
    files = {name: section.text(name) for name in list(section.table)}
    for name, digest in files.items():
        if not is_plain_name(name):
            raise section.fail(name, "must be the name of a file in the folder")
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise section.fail(name, "must be a SHA-256 in lower-case hexadecimal")
    return files


def is_plain_name(name: str) -> bool:
    """Whether a name can only mean a file directly in the folder.

    Args:
        name: The name.
    """
    return bool(name) and name not in (".", "..") and not set(name) & set("/\\:\0")
