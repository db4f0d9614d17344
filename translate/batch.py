"""Many files: read, translate in one stream, write each whole, go on after failures."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from glossary.errors import YongeoError
from translate.document import Document, Segment
from translate.errors import Interrupted
from translate.formats import reading
from translate.inputs import Source

if TYPE_CHECKING:
    from glossary.entry import Glossary
    from translate.pipeline import Translator
    from translate.report import Report


_STOPPING = b"yongeo: stopping when the sentences in hand are done; once more, and it stops at once\n"
_SPEED = 16.0  # source characters a second of the embedded model on two cores, for one article


@dataclass(frozen=True, slots=True)
class Finished:
    """One input's outcome: its translated document, or a piece of it, or why there is none.

    Args:
        source: The input.
        document: The translated document, or None.
        error: What went wrong, or None.
    """

    source: Source
    document: Document | None = None
    error: YongeoError | None = None

    @property
    def last(self) -> bool:
        """Whether nothing more comes of the input."""
        return self.document is None or self.document.piece is None or self.document.piece.last


def run(
    translator: Translator,
    sources: Sequence[Source],
    read: Callable[[Source], Iterable[Document]],
    glossary: Glossary,
    report: Report,
    write: Callable[[Finished], None],
    progress: Callable[[Segment], None] | None = None,
    begun: Callable[[Document], None] | None = None,
) -> None:
    """Translate inputs in order and hand each to ``write`` as soon as it is finished.

    Args:
        translator: What translates.
        sources: The inputs.
        read: Reads one input to a document, or to pieces of one.
        glossary: The terms.
        report: Filled with the run's figures.
        write: Takes each finished document; what it raises counts as that input's failure.
        progress: Called with each segment as soon as it is translated and kept.
        begun: Called with the leading blocks of the next document as soon as they are translated.

    Raises:
        Interrupted: Ctrl-C; the sentences in hand are finished and kept, unless it came twice.
        YongeoError: The engine or the memory cannot go on at all; the report names the inputs that are left.
    """
    from translate.pipeline import refuse_misses

    outcomes: deque[Finished] = deque()
    failed: set[str] = set()  # names of inputs of which no more pieces are wanted
    report.left = [source.name for source in sources]
    waiting = True  # for an input, unless one is read and not settled
    begin = time.perf_counter()

    def documents() -> Iterator[Document]:
        for source in sources:
            try:
                for document in _documents(read, source):
                    if source.name in failed:
                        break
                    outcomes.append(Finished(source))
                    yield document
            except YongeoError as error:
                outcomes.append(Finished(source, error=error))

    def settle(finished: Finished) -> None:
        report.seconds = time.perf_counter() - begin
        if finished.source.name in failed:
            return
        try:
            if finished.document is not None:
                if translator.on_miss == "fail":
                    refuse_misses(finished.document)
                write(finished)
                report.add(finished.document)
                if finished.last:
                    report.left.remove(finished.source.name)
        except YongeoError as error:
            finished = Finished(finished.source, error=error)
        if finished.error is not None:
            failed.add(finished.source.name)
            report.left.remove(finished.source.name)
            report.failures.append({"input": finished.source.name, "error": str(finished.error)})
            write(finished)

    def settle_unread() -> None:
        """Settle the inputs before the next document that could not be read."""
        while outcomes[0].error is not None:
            settle(outcomes.popleft())

    def growing(document: Document) -> None:
        settle_unread()
        assert begun is not None
        begun(document)

    with _stoppable(lambda: waiting and not outcomes) as stopped:

        def proceed() -> None:
            if stopped():
                raise Interrupted

        try:
            for document in translator.translate_documents(
                documents(), glossary, progress, growing if begun else None, proceed
            ):
                waiting = False
                settle_unread()
                settle(Finished(outcomes.popleft().source, document))
                waiting = True
                if report.left:
                    proceed()
        except YongeoError as error:
            report.seconds = time.perf_counter() - begin
            report.failures += [{"input": name, "error": str(error)} for name in report.left]
            raise
    while outcomes:
        settle(outcomes.popleft())
    report.seconds = time.perf_counter() - begin


def workload(
    sources: Sequence[Source],
    read: Callable[[Source], Iterable[Document]],
    glossary: Glossary,
    numerals: bool = True,
) -> tuple[str, list[YongeoError]]:
    """What there is to translate, in one line.

    Args:
        sources: The inputs.
        read: Reads one input to a document, or to pieces of one.
        glossary: The terms.
        numerals: Whether numbers are pinned.

    Returns:
        The line, and why inputs cannot be read.
    """
    from glossary.matcher import Matcher
    from translate.pins import prepared
    from translate.report import counted

    matcher = Matcher(glossary)
    wrong: list[YongeoError] = []
    documents = segments = characters = pins = 0
    for source in sources:
        try:
            for document in _documents(read, source):
                documents += document.piece is None or document.piece.last
                for segment, _, ready in prepared(document, matcher, numerals):
                    pins += len(ready.pins)
                    segments += 1
                    characters += len(segment.source)
        except YongeoError as error:
            wrong.append(error)
    minutes = characters / _SPEED / 60
    time_needed = "under a minute" if minutes < 1 else f"about {minutes:.0f} min"
    line = (
        f"{counted(documents, 'document')}, {counted(segments, 'segment')}, "
        f"{counted(characters, 'character')}, {counted(pins, 'pin')}; "
        f"{time_needed} with the embedded model on two cores, less what the memory holds"
    )
    return line, wrong


def _documents(read: Callable[[Source], Iterable[Document]], source: Source) -> Iterator[Document]:
    with reading(source.name):
        yield from read(source)


@contextmanager
def _stoppable(idle: Callable[[], bool]) -> Iterator[Callable[[], bool]]:
    """Ctrl-C and SIGTERM only raise a flag, so that the sentences in hand are finished; twice means at once.

    Args:
        idle: Tells that none is in hand.
    """
    asked = twice = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked, twice
        if asked:
            twice = True
            raise Interrupted
        # only a flag: what is raised here can break a lock, or be lost in a callback of the interpreter
        asked = True
        if not idle():
            # not by print: the signal may have come while something else was being printed
            with suppress(OSError):
                os.write(2, _STOPPING)

    try:
        before: dict[int, Any] = {n: signal.signal(n, ask) for n in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:  # not in the main thread, where signals are somebody else's business
        before = {}
    try:
        yield lambda: asked
    except RuntimeError:  # a lock that the second one broke
        if not twice:
            raise
        raise Interrupted from None
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def fingerprints(glossaries: Sequence[Path]) -> dict[str, str]:
    """SHA-256 of each glossary file, by its path.

    Args:
        glossaries: Paths that have been read before.
    """
    import hashlib

    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in glossaries}
