"""Where finished documents go: standard output, one file, or a folder that mirrors the inputs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO

from glossary.errors import YongeoError
from translate.atomic import written
from translate.document import Document, Mark
from translate.errors import InputError
from translate.inputs import Source, outputs, refuse_replacing

_SUFFIX = {"txt": ".txt", "md": ".md", "html": ".html", "jsonl": ".jsonl", "tmx": ".tmx", "xliff": ".xlf"}
_SUFFIX["docx"] = ".docx"
_OTHER_ENDINGS = {"text": "txt", "markdown": "md", "htm": "html", "xhtml": "html", "ndjson": "jsonl"}
_OTHER_ENDINGS |= {"xlf": "xliff", "pot": "po"}
_JOINABLE = ("txt", "md", "jsonl")  # outputs of several inputs may stand in one stream
_JOINABLE_INPUTS = ("", ".txt", ".text", ".md", ".markdown", ".jsonl", ".ndjson")  # the same, written as read


def format_for_ending(output: Path, sources: Sequence[Source], from_: str | None) -> str:
    """The format that the ending of the one output asks for, as ``--to`` names it.

    Args:
        output: The file to write.
        sources: The inputs.
        from_: Their format, where their names do not tell.

    Returns:
        ``same`` where the inputs have that format, or the ending is none that is known.

    Raises:
        InputError: Only documents read from that format can be written in it, and the inputs are others.
    """
    from translate.formats import suffixes

    def named(ending: str) -> str:
        return _OTHER_ENDINGS.get(ending, ending) if f".{ending}" in suffixes() else "txt"

    ending = output.suffix.lower().removeprefix(".")
    formats = {named((from_ or source.relative.suffix.removeprefix(".")).lower()) for source in sources}
    if f".{ending}" not in suffixes() or formats == {named(ending)}:
        return "same"
    if named(ending) not in _SUFFIX:
        raise InputError(
            f"{' and '.join(sorted(formats))} cannot be written as {ending}",
            path=output,
            mend=f"end its name in {', '.join(_SUFFIX.values())}",
        )
    return named(ending)


class Output:
    """Reads inputs and writes their translations, as the options of the command line say.

    Args:
        sources: All inputs of the run.
        options: ``to``, ``output``, ``folder``, ``review_path``, ``report_path``, ``glossaries``, ``memory``,
            ``bilingual``, ``keep_furniture``, ``show_pins``, ``from_``, ``encoding``, ``columns``,
            ``fields``, ``compare``, ``on_miss``.
        reviewed: Documents of earlier runs for the review page, by name; those of this run are added.

    Attributes:
        failures: Why outputs could not be written when all was done.

    Raises:
        InputError: An output would replace what the run reads or another output, or several inputs cannot
            share one.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        options: Mapping[str, Any],
        reviewed: dict[str, Document] | None = None,
    ) -> None:
        self.failures: list[YongeoError] = []
        self._options = options
        self._to: str = options["to"]
        self._folder: Path | None = options["folder"]
        self._paths = outputs(sources, self._folder, _SUFFIX.get(self._to)) if self._folder else {}
        self._stack = ExitStack()
        self._open = ExitStack()  # the output of an input that comes in pieces, in a folder
        self._part: BinaryIO | None = None
        self._begin: int | None = None  # where such an output begins in the one file
        self._file: BinaryIO | None = None
        self._count = 0
        self._begun = 0  # bytes on standard output of the document in work
        self._ended = True  # whether what stands there ends its line
        self._reviewed = {} if reviewed is None else reviewed
        self._as_read: dict[str, Document] = {}  # by input, where several engines are compared
        self._alternatives: dict[str, dict[str, Document]] = {}  # by engine and input
        self._compared: dict[str, Document] | None = None  # where the documents of a further engine go
        self._refuse_replacing(sources)
        if self._folder is None and len(sources) > 1:
            self._refuse_joining(sources)

    def _refuse_replacing(self, sources: Sequence[Source]) -> None:
        options = self._options
        needed: dict[str | Path, str] = {source.path: "its input" for source in sources if source.path}
        needed |= dict.fromkeys(options["glossaries"], "the glossary")
        if options["memory"]:
            memory = os.path.realpath(options["memory"])
            needed |= {memory + part: "the memory" for part in ("", "-wal", "-shm")}
        named = (options[name] for name in ("output", "report_path", "review_path"))
        refuse_replacing([*self._paths.values(), *filter(None, named)], needed)

    def _refuse_joining(self, sources: Sequence[Source]) -> None:
        unfit = None if self._to in (*_JOINABLE, "same") else self._to
        if self._to == "same":
            endings = (source.relative.suffix.lower() for source in sources)
            unfit = next((ending for ending in endings if ending not in _JOINABLE_INPUTS), None)
        if unfit:
            raise InputError(
                f"{len(sources)} inputs cannot share one {unfit} output", mend="give a folder with -d"
            )

    def __enter__(self) -> Output:
        if self._options["output"]:
            self._file = self._stack.enter_context(written(self._options["output"]))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        fine = kind is None
        if fine and self._file is not None and not self._count:  # all failed: leave no empty file
            error = InputError("nothing was translated")
            kind = type(error)
        self._open.__exit__(kind, error, trace)
        if not fine:
            self._stack.__exit__(kind, error, trace)
            return
        with self._noting_failures():
            self._stack.__exit__(kind, error, trace)
        if self._options["review_path"]:
            with self._noting_failures():
                self._write_review()

    @contextmanager
    def _noting_failures(self) -> Iterator[None]:
        """Where one output cannot be written, the rest still is."""
        try:
            yield
        except YongeoError as error:
            self.failures.append(error)

    def _write_review(self) -> None:
        from translate.review import write

        alternatives = {
            engine: [made.get(name) for name in self._reviewed] for engine, made in self._alternatives.items()
        }
        write(self._options["review_path"], self._reviewed.values(), alternatives=alternatives)

    def compare(self, engine: str) -> None:
        """Show what follows in the review page beside the first engine's, and write it nowhere else.

        The inputs are not read again: standard input gives itself once, and files may change.

        Args:
            engine: Name of the engine that translates from here on.
        """
        self._compared = self._alternatives.setdefault(engine, {})

    def read(self, source: Source) -> Iterator[Document]:
        """Read an input to a document, or to pieces of one where it is large text or JSON lines.

        Args:
            source: The input.

        Raises:
            InputError: It cannot be read, or not be written in the format asked for.
        """
        for document in self._documents(source):
            _writer(self._to, document, self._options["bilingual"])  # refuses before anything is translated
            yield document

    def _documents(self, source: Source) -> Iterator[Document]:
        from translate import stream
        from translate.formats import format_for

        if self._compared is not None:
            yield self._as_read[source.name]
            return
        module = format_for(source.relative.name, self._options["from_"])
        wanted = {
            name: self._options[name] for name in ("encoding", "columns", "fields") if self._options[name]
        }
        wanted["to"] = self._to
        kind = module.__name__.rpartition(".")[2]  # type: ignore[attr-defined]
        if self._options["review_path"] or not stream.streamed(kind, source.relative.name, self._to):
            document = module.read(source.read(), source.name, **wanted)
            if self._options["compare"]:
                self._as_read[source.name] = document
            yield document
            return
        with source.opened() as file:
            head = file.read(stream.LARGE + 1)
            if len(head) <= stream.LARGE:
                yield module.read(head, source.name, **wanted)
            else:
                yield from stream.documents(file, head, source.name, module, wanted)

    def write(self, source: Source, document: Document) -> None:
        """Write a translated document, or a piece of one, to its place.

        Args:
            source: The input it came from.
            document: The translated document.

        Raises:
            InputError: It cannot be written.
        """
        if self._compared is not None:
            self._compared[source.name] = document
            return
        if self._options["review_path"]:
            self._reviewed[source.name] = document
        data = self._rendered(document)
        last = document.piece is None or document.piece.last
        if self._folder is not None:
            with ExitStack() as stack:
                stack.push(self._open)  # undone where the disk is full
                if self._part is None:
                    self._part = self._open.enter_context(written(self._paths[source.name]))
                self._part.write(data)
                if last:
                    self._part = None
                else:
                    stack.pop_all()
            return
        format = document.format if self._to == "same" else self._to
        if self._file is None and last and format in ("txt", "md") and not data.endswith(b"\n"):
            data += b"\n"  # neither the summary nor a further text may stand on its last line
        self._put(data[self._begun :])
        self._begun = 0
        if last:
            self._begin = None
            self._count += 1

    @property
    def shows_begun(self) -> bool:
        """Whether text goes to standard output, where it is read while the rest is in work."""
        options = self._options
        elsewhere = self._folder or options["output"] or options["compare"]
        return not elsewhere and self._to in ("same", "txt") and options["on_miss"] != "fail"

    def begin(self, document: Document) -> None:
        """Write what is new of a document in work.

        Args:
            document: Its leading blocks, translated.
        """
        if document.format != "txt" or document.piece is not None:
            return
        data = self._rendered(document)
        self._put(data[self._begun :])
        self._begun = len(data)

    def break_off(self) -> None:
        """End the line at which a text in work stops."""
        if self._begun and not self._ended:
            self._put(b"\n")

    def _put(self, data: bytes) -> None:
        """Write to the one stream, with an empty line before each further text."""
        stream = self._file or sys.stdout.buffer
        if self._begin is None:
            self._begin = stream.tell() if self._file else 0
            if self._count and self._to != "jsonl":
                data = b"\n" + data
        if data:
            self._ended = data.endswith((b"\n", b"\r"))
        stream.write(data)
        stream.flush()

    def give_up(self, error: YongeoError) -> None:
        """Take back what is written of an input whose rest fails; standard output cannot be taken back.

        Args:
            error: Why it fails.
        """
        self._part = None
        self._open.__exit__(type(error), error, error.__traceback__)
        if self._file is not None and self._begin is not None:
            self._file.truncate(self._begin)
            self._file.seek(self._begin)
        self._begin = None
        self._begun = 0

    def _rendered(self, document: Document) -> bytes:
        if self._options["show_pins"]:
            terminal = self._file is None and self._folder is None and sys.stdout.isatty()
            document = shown(document, terminal)
        kept, bilingual = self._options["keep_furniture"], self._options["bilingual"]
        return _writer(self._to, document, bilingual)(document, kept, bilingual)


def _writer(to: str, document: Document, bilingual: bool) -> Callable[[Document, bool, bool], bytes]:
    """What writes a document in a format.

    Raises:
        InputError: It cannot be written so.
    """
    from translate.formats import compose, format_for, text

    format = document.format
    if to == "txt" or (to == "same" and format == "txt"):
        return text.write
    if to in ("md", "html", "docx") and (to != format or bilingual):
        return {"md": compose.markdown, "html": compose.page, "docx": compose.word}[to]
    if to == "same" and bilingual:
        raise InputError(
            f"bilingual output is not written as {format}",
            path=document.name,
            mend="use --to md, html, docx, tmx or xliff",
        )
    module = format_for("", format if to == "same" else to)
    if format == "pdf" and to == "same":
        module.write(document)
    return lambda document, kept, bilingual: module.write(document)


def shown(document: Document, coloured: bool) -> Document:
    """A document whose pinned renderings can be seen.

    Args:
        document: A translated document.
        coloured: By terminal colours; else by ⟦brackets⟧.
    """
    opening, closing = ("\033[1;36m", "\033[0m") if coloured else ("⟦", "⟧")
    segments = []
    for segment in document.segments:
        target, marks = segment.target or "", segment.marks
        spans = sorted(
            (p.tstart, p.tend) for p in segment.pins if p.tstart is not None and p.tend is not None
        )
        for start, end in reversed(spans):
            target = target[:start] + opening + target[start:end] + closing + target[end:]
            marks = tuple(_around(mark, start, end, len(opening), len(closing)) for mark in marks)
        segments.append(replace(segment, target=target, marks=marks))
    return document.with_segments(iter(segments))


def _around(mark: Mark, start: int, end: int, before: int, after: int) -> Mark:
    """A mark in a target that got characters before and after a stretch: what held the stretch holds them."""
    if mark.tstart is None or mark.tend is None:
        return mark
    empty = mark.tstart == mark.tend
    tstart = mark.tstart + before * (start < mark.tstart) + after * (end <= mark.tstart)
    tend = mark.tend + before * (start < mark.tend) + after * (end <= mark.tend)
    return replace(mark, tstart=tstart, tend=tstart if empty else tend)
