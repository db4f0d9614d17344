"""What a batch works on: files, folders, globs and standard input, and where each output goes."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from translate.errors import InputError

STDIN = "-"
_LARGEST = 512 * 1024 * 1024  # bytes of one input that is read whole


@dataclass(frozen=True, slots=True)
class Source:
    """One input.

    Args:
        name: As the user named it; ``-`` is standard input.
        path: The file; None for standard input.
        relative: Its place below the folder or glob that brought it, for mirrored output.
    """

    name: str
    path: Path | None
    relative: Path

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """It, to be read piece by piece.

        Raises:
            InputError: It cannot be read.
        """
        try:
            with _standard_input() if self.path is None else self.path.open("rb") as file:
                yield file
        except OSError as error:
            raise InputError(f"cannot read ({error.strerror})", path=self.path or self.name) from error

    def read(self) -> bytes:
        """Its bytes.

        Raises:
            InputError: It cannot be read, or is too large to be read whole.
        """
        if self.path is None:
            with self.opened() as file:
                data = file.read(_LARGEST + 1)
            if len(data) > _LARGEST:
                raise InputError("larger than 512 MB", path=self.name, mend="translate it as txt or jsonl")
            return data
        try:
            if self.path.stat().st_size > _LARGEST:
                raise InputError(
                    "larger than 512 MB", path=self.path, mend="split it, or make it .txt or .jsonl"
                )
            return self.path.read_bytes()
        except OSError as error:
            raise InputError(f"cannot read ({error.strerror})", path=self.path) from error


def _standard_input() -> BinaryIO:
    """Standard input, opened anew.

    The interpreter locks ``sys.stdin`` when it ends, and dies where a thread still waits for input.
    """
    if sys.stdin is None:
        raise InputError("standard input is closed", path=STDIN, mend="open it, or name a file")
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except io.UnsupportedOperation:  # no file, but what a program put in its place
        return sys.stdin.buffer


def discover(
    inputs: Sequence[str], recursive: bool = False, outputs: Path | None = None
) -> tuple[list[Source], list[InputError]]:
    """The inputs that the user named, each file once, in order.

    Args:
        inputs: Files, folders, globs, or ``-``.
        recursive: Whether folders are searched to the bottom.
        outputs: The output folder; what lies there is no input of a folder or glob around it.

    Returns:
        The inputs, and what was wrong with the names that gave none.
    """
    found: dict[str, Source] = {}
    wrong: list[InputError] = []
    for name in inputs:
        try:
            sources = _sources(name, recursive, outputs)
        except InputError as error:
            wrong.append(error)
            continue
        except OSError as error:  # a name that no file can have, a folder that may not be read
            wrong.append(
                InputError(f"cannot read ({error.strerror})", path=_shortened(name), mend="check the name")
            )
            continue
        for source in sources:
            found.setdefault(os.path.realpath(source.path) if source.path else "-", source)
    return list(found.values()), wrong


def _sources(name: str, recursive: bool, outputs: Path | None) -> list[Source]:
    """The inputs that one name stands for.

    Raises:
        InputError: It stands for none.
        OSError: A folder cannot be read, or no file can have that name.
    """
    path = Path(name)
    if name == STDIN:
        return [Source("-", None, Path("stdin.txt"))]
    if path.is_dir():
        sources = _without(outputs, path, _folder(path, recursive))
        hint = "name the files" if recursive else "add --recursive to search its folders"
        problem = InputError("no files that can be translated", path=path, mend=hint)
    elif path.exists():
        return [Source(name, path, Path(path.name))]
    elif not glob.has_magic(name):
        raise InputError("no such file", path=path, mend="check the name")
    else:
        fixed = _fixed_part(name)
        files = [
            Source(match, Path(match), Path(match).relative_to(fixed))
            for match in sorted(glob.glob(name, recursive=True))
            if Path(match).is_file()
        ]
        sources = _without(outputs, fixed, files)
        problem = InputError("no file matches", path=name, mend="check the pattern")
    if not sources:
        raise problem
    return sources


def _without(outputs: Path | None, around: Path, sources: list[Source]) -> list[Source]:
    """The inputs below a folder, less those in an output folder inside of it: they are its translations."""
    if outputs is None or around.resolve() not in outputs.resolve().parents:
        return sources
    inside = outputs.resolve()
    return [s for s in sources if s.path is None or inside not in s.path.resolve().parents]


def _folder(folder: Path, recursive: bool) -> list[Source]:
    from translate.formats import suffixes

    files = sorted(folder.rglob("*") if recursive else folder.iterdir())
    return [
        Source(str(path), path, path.relative_to(folder))
        for path in files
        if path.is_file()
        and path.suffix.lower() in suffixes()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]


def _shortened(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:80]}…"


def _fixed_part(pattern: str) -> Path:
    """The folder of a glob before its first wildcard."""
    fixed = Path()
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed /= part
    return fixed


def outputs(sources: Sequence[Source], folder: Path, suffix: str | None) -> dict[str, Path]:
    """Where each input's output goes below a folder.

    Args:
        sources: The inputs.
        folder: The output folder; the tree of the inputs is mirrored below it.
        suffix: File name ending of the output format, or None for that of each input.

    Returns:
        The output path by the input's name; where two inputs would meet, the whole input name is kept
        before the new ending.

    Raises:
        InputError: An output would replace that of another input.
    """
    plain = [source.relative.with_suffix(suffix or source.relative.suffix) for source in sources]
    meeting = Counter(plain)
    names: dict[Path, str] = {}
    for source, relative in zip(sources, plain, strict=True):
        if meeting[relative] > 1 and suffix:
            relative = source.relative.with_name(source.relative.name + suffix)
        path = folder / relative
        if path in names:
            raise InputError(
                f"{names[path]} and {source.name} would be written to this one file",
                path=path,
                mend="translate them into folders of their own",
            )
        names[path] = source.name
    return {name: path for path, name in names.items()}


def refuse_replacing(paths: Iterable[Path], needed: Mapping[str | Path, str]) -> None:
    """Refuse outputs that would replace what the run reads or another output.

    Args:
        paths: All that the run writes; a device or a pipe is replaced by nothing.
        needed: What may not be replaced, by its path: ``its input``, ``the glossary`` …

    Raises:
        InputError: Names the output.
    """
    taken = {os.path.realpath(path): what for path, what in needed.items()}
    for path in paths:
        if path.exists() and not path.is_file():
            continue
        place = os.path.realpath(path)
        if place in taken:
            raise InputError(
                f"the output would replace {taken[place]}", path=path, mend="write it somewhere else"
            )
        taken[place] = "another output"
