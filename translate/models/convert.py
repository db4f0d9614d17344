"""From what people have (archives, checkpoints, folders) to a model folder."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from translate.errors import ModelError
from translate.models.archive import unzip
from translate.models.family import describe
from translate.models.manifest import FILE_NAME, Manifest, is_plain_name

_QUANTISATION = "int8"
_LARGEST_TEXT = 1 << 26
# files of an NLLB checkpoint that number its languages, and what in them tells
_NUMBERS_OF_LANGUAGES = {
    "tokenizer.json": '"eng_Latn"',
    "added_tokens.json": '"eng_Latn"',
    "tokenizer_config.json": '"added_tokens_decoder"',
}
_NAME = re.compile(r"^name\s*=.*$", re.MULTILINE)


def make_model(
    source: Path, folder: Path, name: str, licence: str | None = None, origin: str | None = None
) -> None:
    """Make a model folder of whatever holds a model.

    Args:
        source: A model folder, a CTranslate2 model, an Argos package, an OPUS-MT release or a Hugging Face
            checkpoint, as a folder or a zip file.
        folder: An empty folder; it is complete afterwards.
        name: The model's name.
        licence: Its licence, where the source does not say.
        origin: Where it comes from.

    Raises:
        ModelError: It is nothing of that kind, or cannot be converted.
    """
    if source.is_file():
        with tempfile.TemporaryDirectory(prefix=".unpacked-", dir=folder.parent) as unpacked:
            unzip(source, Path(unpacked))
            make_model(_inner(Path(unpacked)), folder, name, licence, origin or source.name)
        return
    if not source.is_dir():
        raise ModelError("is not there", path=source)
    source = _inner(source)
    origin = origin or str(source)
    if (source / FILE_NAME).is_file():
        _copy_model(source, folder, name)
        return
    if (source / "metadata.json").is_file() and (source / "model" / "model.bin").is_file():
        licence = licence or _argos_licence(source / "metadata.json")
        _copy(source / "model", folder)
        _copy(source, folder, (".model", ".spm"))
    elif (source / "model.bin").is_file():
        _copy(source, folder)
    elif any(source.glob("*.npz")):
        _convert_marian(source, folder)
    elif (source / "config.json").is_file():
        _convert_checkpoint(source, folder)
    else:
        raise ModelError(
            "holds no model that is known here",
            path=source,
            mend="give a CTranslate2 model, an .argosmodel, an OPUS-MT zip or a Hugging Face checkpoint",
        )
    describe(folder, name, licence or "unknown", origin)


def _inner(folder: Path) -> Path:
    """The folder itself, or the only folder in it, as in most archives."""
    inside = [path for path in folder.iterdir() if not path.name.startswith((".", "__MACOSX"))]
    if len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink():
        return inside[0]
    return folder


def _copy_model(source: Path, folder: Path, name: str) -> None:
    manifest = Manifest.load(source)
    if damaged := manifest.damaged():
        raise ModelError(f"{', '.join(damaged)}: damaged or missing", path=source)
    pieces = manifest.pieces
    tokenizers = {pieces.source_model, pieces.target_model} if pieces else {"tokenizer.json"}
    for file in manifest.files or sorted({"model.bin", "config.json", *tokenizers, *_vocabularies(source)}):
        _copy_file(source / file, folder / file)
    text = (source / FILE_NAME).read_text(encoding="utf-8")
    line = f"name = {json.dumps(name, ensure_ascii=False)}"
    (folder / FILE_NAME).write_text(_NAME.sub(lambda match: line, text, count=1), encoding="utf-8")


def _vocabularies(folder: Path) -> list[str]:
    return [path.name for path in folder.glob("*vocabulary.*") if path.suffix in (".json", ".txt")]


def _copy(source: Path, folder: Path, endings: tuple[str, ...] = ("",)) -> None:
    for path in sorted(source.iterdir()):
        if (
            path.is_file()
            and path.name.endswith(endings)
            and path.suffix not in (".py", ".pkl", ".pt", ".so")
        ):
            _copy_file(path, folder / path.name)


def _copy_file(path: Path, target: Path) -> None:
    if path.is_symlink() or not path.is_file():
        raise ModelError("is no plain file", path=path)
    shutil.copyfile(path, target)


def _argos_licence(path: Path) -> str | None:
    try:
        found = json.loads(_small_text(path)).get("license")
    except (ValueError, AttributeError, RecursionError) as error:
        raise ModelError(f"is not the metadata of an Argos package ({error})", path=path) from error
    return found if isinstance(found, str) and found else None


def _convert_marian(source: Path, folder: Path) -> None:
    """Convert an OPUS-MT release: weights as .npz, one vocabulary or two, SentencePiece models."""
    from ctranslate2.converters import MarianConverter

    weights = sorted(source.glob("*.npz"))
    if len(weights) != 1:
        raise ModelError(f"holds {len(weights)} files of weights, not one", path=source)
    shared = sorted(source.glob("*.vocab.yml"))
    separate = [path for side in ("src", "trg") for path in sorted(source.glob(f"*.{side}.vocab"))]
    with tempfile.TemporaryDirectory(prefix=".vocabulary-", dir=folder.parent) as temporary:
        if len(separate) == 2:
            vocabularies = [_vocabulary_yaml(path, Path(temporary) / path.name) for path in separate]
        elif len(shared) in (1, 2):
            vocabularies = sorted(shared, key=lambda path: "trg" in path.name or "target" in path.name)
        else:
            raise ModelError("holds no vocabulary (*.vocab.yml, or *.src.vocab and *.trg.vocab)", path=source)
        _convert(MarianConverter(str(weights[0]), [str(path) for path in vocabularies]), source, folder)
    for name in ("source.spm", "target.spm"):
        _copy_file(source / name, folder / name)


def _vocabulary_yaml(plain: Path, target: Path) -> Path:
    """A vocabulary of one token a line as the YAML that the converter reads."""
    tokens = _small_text(plain).removesuffix("\n").split("\n")
    lines = (f"{json.dumps(token, ensure_ascii=False)}: {number}\n" for number, token in enumerate(tokens))
    target.write_text("".join(lines), encoding="utf-8")
    return target


def _convert_checkpoint(source: Path, folder: Path) -> None:
    """Convert a Hugging Face checkpoint; only safetensors, since a pickle is a program."""
    if not any(source.glob("*.safetensors")):
        raise ModelError(
            "holds no *.safetensors",
            path=source,
            mend="weights in pickles (*.bin, *.pt) are not opened: they can run code",
        )
    if not (find_spec("torch") and find_spec("transformers")):
        raise ModelError(
            "a Hugging Face checkpoint is converted with torch and transformers, which are not installed",
            path=source,
            mend="pip install torch transformers protobuf",
        )
    from ctranslate2.converters import TransformersConverter

    converter = TransformersConverter(str(source))
    many = '"m2m_100"' in _small_text(source / "config.json")
    if many:
        converter.load_tokenizer = _tokenizer_of_many
    _convert(converter, source, folder)
    if many and not _has_languages(source, _small_text(folder / "shared_vocabulary.json")):
        raise ModelError(
            "does not say which number each language has",
            path=source,
            mend="put the tokenizer.json of the original model there",
        )
    _copy(source, folder, (".spm", ".model", "tokenizer.json"))


def _tokenizer_of_many(kind: Any, path: str, **options: Any) -> Any:
    """The tokenizer of a checkpoint of many languages, all of them in its vocabulary.

    M2M100's numbers its languages by itself, but its vocabulary, which the converter takes over, holds only
    those that a file beside it lists.
    """
    tokenizer = kind.from_pretrained(path, **options)
    if languages := getattr(tokenizer, "lang_token_to_id", None):
        tokenizer.add_special_tokens({"additional_special_tokens": list(languages)})
    return tokenizer


def _has_languages(source: Path, vocabulary: str) -> bool:
    if '"__en__"' in vocabulary:
        return True
    # NLLB's stand where a file says. Where none does, transformers 5 forgets them, and 4 counts from one too
    # many: it puts <mask> before them
    return '"eng_Latn"' in vocabulary and any(
        (source / name).is_file() and sign in _small_text(source / name)
        for name, sign in _NUMBERS_OF_LANGUAGES.items()
    )


def _convert(converter: Any, source: Path, folder: Path) -> None:
    try:
        converter.convert(str(folder), quantization=_QUANTISATION, force=True)
    except (ValueError, LookupError, OSError, RuntimeError, EOFError, ImportError, AttributeError) as error:
        raise ModelError(f"cannot be converted ({' '.join(str(error).split())})", path=source) from error


def _small_text(path: Path) -> str:
    if path.is_symlink() or path.stat().st_size > _LARGEST_TEXT:
        raise ModelError("is no plain file, or too large", path=path)
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ModelError("is not UTF-8", path=path) from error


def check_name(name: str) -> str:
    """A name that a model may have.

    Args:
        name: What the user chose.

    Raises:
        ModelError: It cannot be a folder's name.
    """
    if not is_plain_name(name) or name.startswith((".", "-")) or name == "koen":
        raise ModelError(f"{name!r} cannot be a model's name", mend="give another with --name")
    return name
