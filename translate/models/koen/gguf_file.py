"""GGUF files read where they lie: one file, or one cut into parts, without joining them on disk."""

from __future__ import annotations

import io
import math
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from translate.errors import ModelError

_SCALARS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q", 12: "d"}
_STRING, _ARRAY = 8, 9


class JoinedFiles(io.RawIOBase):
    """Files read as if they were one after the other in one file.

    Args:
        paths: The files, in order.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._files = [path.open("rb", buffering=0) for path in paths]
        sizes = [path.stat().st_size for path in paths]
        self._starts = [sum(sizes[:number]) for number in range(len(sizes) + 1)]
        self._position = 0

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return self._starts[-1]

    def readable(self) -> bool:
        """Whether the files can be read: they can."""
        return True

    def seekable(self) -> bool:
        """Whether the position can be set: it can."""
        return True

    def tell(self) -> int:
        """The position, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = io.SEEK_SET, /) -> int:
        """Set the position.

        Args:
            offset: Bytes.
            whence: As in ``io.IOBase.seek``.
        """
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._position, io.SEEK_END: self.size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer from the position on, at most to the end of one file.

        Args:
            buffer: A writable buffer.
        """
        for file, start, end in zip(self._files, self._starts, self._starts[1:], strict=False):
            if start <= self._position < end:
                file.seek(self._position - start)
                count = file.readinto(memoryview(buffer)[: end - self._position]) or 0
                self._position += count
                return count
        return 0

    def close(self) -> None:
        """Close all files."""
        for file in self._files:
            file.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where a matrix stands in the file.

    Args:
        rows: Number of rows; a vector is one row.
        columns: Numbers in a row.
        type: GGML type of the numbers.
        offset: Of the first byte, from the start of the file.
        row_bytes: Bytes of a row.
    """

    rows: int
    columns: int
    type: int
    offset: int
    row_bytes: int


class GGUF:
    """Metadata and matrices of a GGUF file (version 2 or 3, little-endian).

    Source: the GGUF specification, https://github.com/ggml-org/ggml/blob/master/docs/gguf.md

    Args:
        stream: The file. It is read while the object is in use.

    Raises:
        ModelError: It is no such file.
    """

    def __init__(self, stream: JoinedFiles) -> None:
        from gguf.constants import GGML_QUANT_SIZES

        self._stream = stream
        stream.seek(0)
        reader = io.BufferedReader(stream, 1 << 20)
        magic, version, tensors, pairs = struct.unpack("<4sIQQ", _exactly(reader, 24))
        if magic != b"GGUF" or version not in (2, 3):
            raise ModelError(
                "not a GGUF file that can be read", mend="take the file that the model card names"
            )
        self.metadata: dict[str, Any] = {}
        for _ in range(pairs):
            key = _string(reader)
            self.metadata[key] = _value(reader, *struct.unpack("<I", _exactly(reader, 4)))
        found = []
        for _ in range(tensors):
            name = _string(reader)
            (count,) = struct.unpack("<I", _exactly(reader, 4))
            *shape, kind, offset = struct.unpack(f"<{count}QIQ", _exactly(reader, 8 * count + 12))
            found.append((name, shape, kind, offset))
        alignment = self.metadata.get("general.alignment", 32)
        start = math.ceil(reader.tell() / alignment) * alignment
        reader.detach()
        self.tensors: dict[str, Tensor] = {}
        for name, shape, kind, offset in found:
            block, block_bytes = GGML_QUANT_SIZES[kind]
            columns, rows = shape[0], math.prod(shape[1:])
            self.tensors[name] = Tensor(rows, columns, kind, start + offset, columns // block * block_bytes)

    def rows(self, tensor: Tensor, first: int, last: int) -> NDArray[np.uint8]:
        """Rows of a matrix, still quantised.

        Args:
            tensor: The matrix.
            first: Number of the first row.
            last: Number of the row after the last one.

        Returns:
            Bytes, shape (rows, bytes of a row).
        """
        raw = np.empty((last - first, tensor.row_bytes), np.uint8)
        self._stream.seek(tensor.offset + first * tensor.row_bytes)
        view = memoryview(raw.data).cast("B")
        while view:
            count = self._stream.readinto(view)
            if not count:
                raise ModelError("the GGUF file ends too early")
            view = view[count:]
        return raw


def _exactly(reader: io.BufferedIOBase, count: int) -> bytes:
    data = reader.read(count)
    if len(data) != count:
        raise ModelError("the GGUF file ends too early")
    return data


def _string(reader: io.BufferedIOBase) -> str:
    (length,) = struct.unpack("<Q", _exactly(reader, 8))
    return _exactly(reader, length).decode("utf-8")


def _value(reader: io.BufferedIOBase, kind: int) -> Any:
    if kind == _STRING:
        return _string(reader)
    if kind == _ARRAY:
        kind, count = struct.unpack("<IQ", _exactly(reader, 12))
        if kind not in _SCALARS:
            return [_value(reader, kind) for _ in range(count)]
        return list(
            struct.unpack(layout := f"<{count}{_SCALARS[kind]}", _exactly(reader, struct.calcsize(layout)))
        )
    layout = f"<{_SCALARS[kind]}"
    return struct.unpack(layout, _exactly(reader, struct.calcsize(layout)))[0]
