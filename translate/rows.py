"""Rows of Parquet and JSON lines, wherever fsspec reaches: read in batches, written with more columns."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from translate.atomic import written
from translate.errors import InputError

_READ_ROWS = 256
_WRITTEN_ROWS = 1024  # rows of a row group that is written
_KEYS = 20  # named in an error
_LONGEST_RECORD = 64 * 1024 * 1024  # bytes of a line of JSON

Write = Callable[[Any, Mapping[str, Any]], None]


class Rows(Protocol):
    """A dataset's file that can be read and written anew with more columns."""

    def rows(self, fields: Sequence[str]) -> Iterator[tuple[Any, dict[str, str]]]:
        """Each row as the writer takes it, and its fields that hold text.

        Args:
            fields: Names of columns.

        Raises:
            InputError: The file is damaged, or there is no such column of text.
        """
        ...

    def writer(self, file: BinaryIO, fields: Sequence[str]) -> Any:
        """A context that gives a function which writes a row with what is added to it.

        Args:
            file: Where to.
            fields: Names of the columns that were translated.

        Raises:
            InputError: A column is there already.
        """
        ...


def located(url: str) -> tuple[Any, str]:
    """The file system that holds a file, and the file's path there.

    Args:
        url: A path, or a URL that fsspec knows.

    Raises:
        InputError: fsspec is not installed, does not know the protocol, or needs a library for it.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise missing(url) from None
    try:
        system, path = url_to_fs(url)
    except (ValueError, ImportError) as error:
        raise InputError(
            f"cannot be reached: {error}", path=url, mend="check what stands before ://"
        ) from error
    return system, path


@contextmanager
def readable(name: str) -> Iterator[None]:
    """Tell what the file system says as an error of the input.

    Args:
        name: The input's path or URL.

    Raises:
        InputError: Whatever is done inside the context meets an error of the file system.
    """
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("no such file", path=name, mend="check the name") from error
    except OSError as error:
        raise InputError(
            f"cannot read ({error.strerror or error})", path=name, mend="check its permissions"
        ) from error


@contextmanager
def replaced(url: str) -> Iterator[BinaryIO]:
    """A file to write to, which takes its name only when the block ends without an error.

    Args:
        url: Its path or fsspec URL.

    Raises:
        InputError: It cannot be written.
    """
    from fsspec.implementations.local import LocalFileSystem

    system, path = located(url)
    if isinstance(system, LocalFileSystem):
        with written(Path(path)) as file:
            yield file
        return
    folder, _, name = path.rpartition("/")
    part = f"{folder}/.{name}.part"
    try:
        system.makedirs(folder, exist_ok=True)
        try:
            with system.open(part, "wb") as file:
                yield file
        except BaseException:
            with suppress(OSError):
                system.rm(part)
            raise
        system.mv(part, path)
    except OSError as error:
        raise InputError(
            f"cannot write ({error.strerror or error})", path=url, mend="choose another folder with -d"
        ) from error


@contextmanager
def opened(url: str, groups: tuple[int, int] | None = None) -> Iterator[Rows]:
    """A dataset's file, to be read.

    Args:
        url: Its path or fsspec URL.
        groups: First row group of a Parquet file and the one behind the last; None for all.

    Raises:
        InputError: It cannot be read.
    """
    system, path = located(url)
    with readable(url), system.open(path, "rb") as file:
        yield _Parquet(file, url, groups) if is_parquet(path) else _Lines(file, url)


def is_parquet(path: str) -> bool:
    """Whether a file is Parquet, by its ending."""
    return path.lower().endswith(".parquet")


def parquet_file(file: BinaryIO, name: str) -> Any:
    """An open Parquet file.

    Args:
        file: Its bytes.
        name: Its name, for errors.

    Raises:
        InputError: It is no Parquet, or pyarrow is not installed.
    """
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise missing(name) from None
    try:
        return parquet.ParquetFile(file)
    except pyarrow.ArrowInvalid as error:
        raise InputError("not Parquet, or damaged", path=name, mend="write it again") from error


def missing(name: str | None = None) -> InputError:
    """The error where Ray, fsspec or pyarrow is not installed.

    Args:
        name: The file that needs it.
    """
    return InputError("Ray is needed for this", path=name, mend="run: pip install 'yongeo[ray]'")


def added(fields: Sequence[str]) -> list[str]:
    """Names of the columns that are added to a row.

    Args:
        fields: Names of the columns that are translated.
    """
    return [f"{field}_{kind}" for field in fields for kind in ("en", "segments", "pins", "checks")]


class _Parquet:
    def __init__(self, file: BinaryIO, name: str, groups: tuple[int, int] | None) -> None:
        self._file = parquet_file(file, name)
        self._name = name
        self._groups = None if groups is None else list(range(*groups))

    def rows(self, fields: Sequence[str]) -> Iterator[tuple[Any, dict[str, str]]]:
        schema = self._file.schema_arrow
        for field in fields:
            if field not in schema.names:
                raise InputError(
                    f"there is no column {field!r}",
                    path=self._name,
                    mend=f"take one of {', '.join(schema.names)}",
                )
            if not _is_text(schema.field(field).type):
                raise InputError(f"column {field!r} holds no text", path=self._name, mend="choose another")
        for batch in self._batches():
            columns = {field: batch.column(field).to_pylist() for field in fields}
            for number in range(batch.num_rows):
                texts = {field: values[number] for field, values in columns.items()}
                yield (
                    batch.slice(number, 1),
                    {field: text for field, text in texts.items() if text is not None},
                )

    def _batches(self) -> Iterator[Any]:
        from pyarrow import ArrowException

        batches = self._file.iter_batches(_READ_ROWS, self._groups)
        while True:
            try:
                batch = next(batches, None)
            except (ArrowException, OSError) as error:
                raise InputError(
                    f"damaged Parquet: {error}", path=self._name, mend="write it again"
                ) from error
            if batch is None:
                return
            yield batch

    @contextmanager
    def writer(self, file: BinaryIO, fields: Sequence[str]) -> Iterator[Write]:
        import pyarrow
        from pyarrow import parquet

        before = self._file.schema_arrow
        for name in added(fields):
            if name in before.names:
                raise InputError(f"there is a column {name!r} already", path=self._name, mend="rename it")
        schema = before
        for name, kind in _types(pyarrow, fields):
            schema = schema.append(pyarrow.field(name, kind))
        batches: list[Any] = []
        rows: list[Mapping[str, Any]] = []

        with parquet.ParquetWriter(file, schema, compression="zstd") as output:

            def flush() -> None:
                if rows:
                    table = pyarrow.Table.from_batches(batches, before).combine_chunks()
                    for name, kind in _types(pyarrow, fields):
                        column = pyarrow.array([row[name] for row in rows], kind)
                        table = table.append_column(pyarrow.field(name, kind), column)
                    output.write_table(table.cast(schema))
                batches.clear()
                rows.clear()

            def write(row: Any, columns: Mapping[str, Any]) -> None:
                batches.append(row)
                rows.append(columns)
                if len(rows) >= _WRITTEN_ROWS:
                    flush()

            yield write
            flush()


def _is_text(kind: Any) -> bool:
    from pyarrow import types

    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_null(kind))


def _types(pyarrow: Any, fields: Sequence[str]) -> list[tuple[str, Any]]:
    text, place = pyarrow.string(), pyarrow.int32()
    segment = [("source", text), ("target", text), ("score", pyarrow.float64())]
    pin = [("seg", place), ("source", text), ("target", text), ("surface", text), ("start", place)]
    pin += [("end", place), ("tstart", place), ("tend", place), ("how", text)]
    check = [("seg", place), ("code", text), ("level", text), ("message", text)]
    kinds = [text, *(pyarrow.list_(pyarrow.struct(names)) for names in (segment, pin, check))]
    return list(zip(added(fields), kinds * len(fields), strict=True))


class _Lines:
    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def rows(self, fields: Sequence[str]) -> Iterator[tuple[Any, dict[str, str]]]:
        number = 0
        unseen, keys = set(fields), dict[str, None]()
        while data := self._file.readline(_LONGEST_RECORD):
            number += 1
            try:
                line = data.decode("utf-8").removeprefix("\ufeff").strip()
                row = json.loads(line) if line else {}
            except (ValueError, RecursionError) as error:
                raise self._wrong(number, "not JSON in UTF-8", "repair the file") from error
            if not line:
                continue
            if not isinstance(row, dict):
                raise self._wrong(number, "not an object", "give one object a line")
            taken = next((name for name in added(fields) if name in row), None)
            if taken:
                raise self._wrong(number, f"there is a key {taken!r} already", "rename it")
            unseen.difference_update(row)
            keys.update(dict.fromkeys(row if unseen and len(keys) < _KEYS else ()))
            yield line, {field: row[field] for field in fields if isinstance(row.get(field), str)}
        for field in fields:
            if field in unseen and keys:
                raise InputError(
                    f"no row has a key {field!r}", path=self._name, mend=f"take one of {', '.join(keys)}"
                )

    def _wrong(self, line: int, message: str, mend: str) -> InputError:
        return InputError(message, path=self._name, line=line, mend=mend)

    @contextmanager
    def writer(self, file: BinaryIO, fields: Sequence[str]) -> Iterator[Write]:
        def write(line: str, columns: Mapping[str, Any]) -> None:
            more = json.dumps(columns, ensure_ascii=False)
            inner = line[1:-1].strip()  # the object as it was written, its numbers too
            file.write(f"{{{inner}{', ' if inner else ''}{more[1:]}\n".encode("utf-8", "backslashreplace"))

        yield write
