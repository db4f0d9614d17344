"""Build the embedded model: once, into the user's cache, whole or not at all."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from importlib import resources
from pathlib import Path

from translate.errors import ModelError
from translate.models.folders import models_folder, remove_folder
from translate.models.koen import base as base_weights
from translate.models.koen.gguf_file import GGUF, JoinedFiles
from translate.models.manifest import FILE_NAME, Manifest, file_hash
from translate.models.progress import bar

VERSION = 3  # of what a build writes; counted up whenever the same inputs give other files
LEXICON = "lexicon.tsv"  # as model.toml names it
_BUILDING = ".koen-building-"
_NAME = re.compile(r"koen-[0-9a-f]{16}(-[0-9a-f]{8})?")  # the second part since builds share their weights
_UNUSED_DAYS = 30  # after which a build makes room for a new one


def package_file(name: str) -> Path:
    """A file of this package.

    Args:
        name: Its name, such as ``adapter.safetensors``.
    """
    return Path(str(resources.files(__package__).joinpath(name)))


def built_folder(adapter: Path | None = None) -> Path:
    """Where the model is, or would be built; the name says what the weights and what the rest is made of.

    Args:
        adapter: Another adapter than the embedded one.
    """
    weights = f"{base_weights.SHA256} {VERSION} {file_hash(adapter or package_file('adapter.safetensors'))}"
    rest = f"{file_hash(package_file(FILE_NAME))} {file_hash(package_file(LEXICON))}"
    first, second = (hashlib.sha256(part.encode()).hexdigest() for part in (weights, rest))
    return models_folder() / f"koen-{first[:16]}-{second[:8]}"


def builds() -> list[Path]:
    """The folders of all builds, of this and other versions of yongeo, with the embedded or any adapter."""
    return sorted(path for path in models_folder().glob("koen-*") if _NAME.fullmatch(path.name))


def ensure(adapter: Path | None = None, base: Path | None = None, *, progress: bool = False) -> Path:
    """The folder of the embedded model, built if it is not there.

    Where only words or settings differ from those of another build, the two share their weights' files. A
    build that nobody has used for 30 days is removed when there is a new one.

    Args:
        adapter: Another adapter than the embedded one, trained on the same base.
        base: A GGUF file with the base; by default it is taken from the installed packages.
        progress: Show a progress bar on standard error, or a line if that is no terminal.

    Raises:
        ModelError: The base is missing or wrong, or the disk is full.
    """
    folder = built_folder(adapter)
    if folder.is_dir():
        with suppress(OSError):  # in a cache that cannot be written
            os.utime(folder)
        return folder
    from filelock import FileLock

    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / ".koen.lock"):
            # whoever held the lock is done or dead: nobody builds now but us
            for stale in folder.parent.glob(_BUILDING + "*"):
                shutil.rmtree(stale)
            if not folder.is_dir() and not _share_weights(folder):
                _build_into(folder, adapter, base, progress)
                _remove_unused()
    except OSError as error:
        raise _disk_error(error, folder.parent) from error
    return folder


def _share_weights(folder: Path) -> bool:
    """Make the model with the files of another build that has its weights; whether there was a whole one."""
    for other in folder.parent.glob(f"{folder.name.rpartition('-')[0]}-*"):
        with (
            suppress(OSError, ModelError),  # on a disk without hard links, say: it is built then
            tempfile.TemporaryDirectory(prefix=_BUILDING, dir=folder.parent) as temporary,
        ):
            manifest = Manifest.load(other)
            if manifest.damaged():
                continue
            built = Path(temporary) / "model"
            built.mkdir()
            for name in manifest.files.keys() - {LEXICON}:
                os.link(other / name, built / name)
            _describe(built)
            built.rename(folder)
            return True
    return False


def _remove_unused() -> None:
    for folder in builds():
        with suppress(OSError):  # one that another process removes, or that is not ours to remove
            if time.time() - folder.stat().st_mtime > _UNUSED_DAYS * 24 * 3600:
                remove_folder(folder)


def _build_into(folder: Path, adapter: Path | None, base: Path | None, progress: bool) -> None:
    needed = round(base_weights.SIZE * 1.45)
    if shutil.disk_usage(folder.parent).free < needed:
        raise OSError(errno.ENOSPC, "no space")
    paths = [base] if base else base_weights.installed_parts()
    if progress and not sys.stderr.isatty():  # where no bar is seen
        print("yongeo: building the embedded model: once, about a minute", file=sys.stderr, flush=True)
    with bar(progress) as step:
        stream = base_weights.open_base(paths, step("checking the base weights", base_weights.SIZE))
        with stream, tempfile.TemporaryDirectory(prefix=_BUILDING, dir=folder.parent) as temporary:
            built = Path(temporary) / "model"
            built.mkdir()
            write_model(
                stream,
                adapter or package_file("adapter.safetensors"),
                built,
                lambda total: step("building the model", total),
            )
            built.rename(folder)


def write_model(
    stream: JoinedFiles, adapter: Path, folder: Path, total: Callable[[int], Callable[[int], None]]
) -> None:
    """Write a whole model folder.

    Args:
        stream: The base, a GGUF file.
        adapter: ``adapter.safetensors``.
        folder: An empty folder.
        total: Called with the bytes to write; gives what is called with each count of bytes written.
    """
    from translate.models.koen.vocabulary import english_bias, kept_rows, write_tokenizer
    from translate.models.koen.weights import Adapter, weight_bytes, write_weights

    base = GGUF(stream)
    kept = kept_rows(base.metadata)
    done = total(weight_bytes(base, len(kept)))
    tokens = [base.metadata["tokenizer.ggml.tokens"][row] for row in kept]
    write_tokenizer(base.metadata, kept, folder / "tokenizer.json")
    write_weights(base, Adapter(adapter), tokens, kept, english_bias(tokens), folder, done)
    _describe(folder)


def _describe(folder: Path) -> None:
    """Add the words and, last of all, the manifest with the hashes of all files."""
    shutil.copyfile(package_file(LEXICON), folder / LEXICON)
    hashes = "".join(f'"{path.name}" = "{file_hash(path)}"\n' for path in sorted(folder.iterdir()))
    manifest = package_file(FILE_NAME).read_text(encoding="utf-8")
    (folder / FILE_NAME).write_text(f"{manifest}\n[files]\n{hashes}", encoding="utf-8")


def _disk_error(error: OSError, folder: Path) -> ModelError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ModelError(
            f"the disk is full: the embedded model needs {base_weights.SIZE * 1.45 / 1e9:.1f} GB here",
            path=folder,
            mend="make room, or set YONGEO_CACHE to a folder on another disk",
        )
    return ModelError(
        f"the embedded model cannot be built here ({error.strerror or error})",
        path=error.filename or folder,
        mend="set YONGEO_CACHE to a folder that can be written",
    )
