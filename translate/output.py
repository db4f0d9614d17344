"""Where finished documents go: standard output, one file, or a folder that mirrors the inputs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from translate.atomic import written
from translate.document import Document
from translate.errors import InputError
from translate.inputs import Source, outputs

_SUFFIX = {"txt": ".txt", "md": ".md", "html": ".html", "jsonl": ".jsonl", "tmx": ".tmx", "xliff": ".xlf"}
_SUFFIX["docx"] = ".docx"
_JOINABLE = ("txt", "md", "jsonl")  # outputs of several inputs may stand in one stream


class Output:
    """Reads inputs and writes their translations, as the options of the command line say.

    Args:
        sources: All inputs of the run.
        options: ``to``, ``output``, ``folder``, ``review_path``, ``bilingual``, ``keep_furniture``,
            ``show_pins``, ``from_``, ``encoding``, ``columns``, ``fields``.

    Raises:
        InputError: An output would replace its input, or several inputs cannot share one output.
    """

    def __init__(self, sources: Sequence[Source], options: Mapping[str, Any]) -> None:
        self._options = options
        self._to: str = options["to"]
        self._folder: Path | None = options["folder"]
        self._paths = outputs(sources, self._folder, _SUFFIX.get(self._to)) if self._folder else {}
        self._stack = ExitStack()
        self._file: BinaryIO | None = None
        self._count = 0
        self._reviewed: list[Document] = []
        if self._folder is None and len(sources) > 1 and self._to not in (*_JOINABLE, "same"):
            raise InputError(
                f"{len(sources)} inputs cannot share one {self._to} output", mend="give a folder with -d"
            )

    def __enter__(self) -> Output:
        if self._options["output"]:
            self._file = self._stack.enter_context(written(self._options["output"]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and self._options["review_path"]:
            from translate.review import write

            write(self._options["review_path"], self._reviewed)
        self._stack.__exit__(kind, error, trace)

    def read(self, source: Source) -> Document:
        """Read an input to a document.

        Args:
            source: The input.

        Raises:
            InputError: It cannot be read.
        """
        from translate.formats import format_for

        module = format_for(source.relative.name, self._options["from_"])
        wanted = {
            name: self._options[name] for name in ("encoding", "columns", "fields") if self._options[name]
        }
        document: Document = module.read(source.read(), source.name, to=self._to, **wanted)
        return document

    def write(self, source: Source, document: Document) -> None:
        """Write a translated document to its place.

        Args:
            source: The input it came from.
            document: The translated document.

        Raises:
            InputError: It cannot be written.
        """
        if self._options["review_path"]:
            self._reviewed.append(document)
        data = self._rendered(document)
        if self._folder is not None:
            with written(self._paths[source.name]) as file:
                file.write(data)
            return
        joint = b"\n" if self._count and self._to != "jsonl" else b""
        self._count += 1
        stream = self._file or sys.stdout.buffer
        stream.write(joint + data)
        stream.flush()

    def _rendered(self, document: Document) -> bytes:
        if self._options["show_pins"]:
            document = shown(document, sys.stdout.isatty() and not self._options["output"])
        kept, bilingual = self._options["keep_furniture"], self._options["bilingual"]
        writer = _writer(self._to, document.format)
        data = writer(document, kept, bilingual)
        return data


def _writer(to: str, format: str) -> Callable[[Document, bool, bool], bytes]:
    """What writes a document of one format in another."""
    from translate.formats import compose, format_for, text

    if to == "txt" or (to == "same" and format == "txt"):
        return lambda document, kept, bilingual: text.write(document, kept, bilingual)
    if to in ("md", "html", "docx") and to != format:
        return {"md": compose.markdown, "html": compose.page, "docx": compose.word}[to]
    module = format_for("", format if to == "same" else to)

    def write(document: Document, kept: bool, bilingual: bool) -> bytes:
        if bilingual and to == "same":
            raise InputError(
                f"bilingual output is not written as {document.format}",
                path=document.name,
                mend="use --to md, html, docx, tmx or xliff",
            )
        data: bytes = module.write(document)
        return data

    return write


def shown(document: Document, coloured: bool) -> Document:
    """A document whose pinned renderings can be seen.

    Args:
        document: A translated document.
        coloured: By terminal colours; else by ⟦brackets⟧.
    """
    opening, closing = ("\033[1;36m", "\033[0m") if coloured else ("⟦", "⟧")
    segments = []
    for segment in document.segments:
        target = segment.target or ""
        spans = sorted(
            (p.tstart, p.tend) for p in segment.pins if p.tstart is not None and p.tend is not None
        )
        for start, end in reversed(spans):
            target = target[:start] + opening + target[start:end] + closing + target[end:]
        segments.append(replace(segment, target=target))
    return document.with_segments(iter(segments))
