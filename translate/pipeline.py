"""Translator: the steps from a Korean document to an English one, in order."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from glossary.entry import Glossary
from translate.ahead import ahead
from translate.document import Check, Document, Level, Segment
from translate.errors import EngineError

if TYPE_CHECKING:
    from glossary.matcher import Matcher
    from translate.constrain import Prepared, Restored
    from translate.engines import Engine
    from translate.memory import Memory, Stored

OnMiss = Literal["repair", "keep", "fail"]
_MOST_PIECES = 8  # of large inputs in a window, however few their segments
_WINDOW = 512  # segments that are decoded together, so that batches are wide
_KEEP_EVERY = 0.2  # seconds between two commits to the memory, at least
_ALIKE = 70.0  # least likeness, 0 to 100, at which a person's translation is worth showing
_VERSION = 36  # of what the steps make of a segment; part of the memory's key


@dataclass(frozen=True, slots=True)
class _Task:
    """One segment on its way to the engine."""

    segment: Segment
    prepared: Prepared
    forbidden: tuple[tuple[str, str], ...]
    key: str


class Translator:
    """Translates documents with one engine; made once, called often.

    Args:
        engine: ``local``, the name of an online service, or an engine object.
        model: Name or folder of a local model; the embedded one by default.
        memory: A translation memory, or the path of one; None keeps nothing.
        numerals: Whether numbers, money, percentages and dates are pinned.
        on_miss: What becomes of a pin that the model drops: ``repair`` puts it in place of the words that
            translate the term, ``keep`` leaves the translation, ``fail`` refuses the document.
        fuzzy: Least likeness, 0 to 100, at which a person's translation of another sentence is used; it must
            hold every pin and number of this one. None uses exact matches only.
        beam: Beam size of a local model; the model's own by default.
        threads: Cores a local model uses; all by default.
        batch_tokens: Most tokens that a local model decodes together.
        jobs: Batches that a local model decodes side by side; by default one, more with a small model.

    Raises:
        YongeoError: The engine or the memory cannot be made.
    """

    def __init__(
        self,
        engine: str | Engine = "local",
        model: str | Path | None = None,
        memory: Memory | Path | str | None = None,
        numerals: bool = True,
        on_miss: OnMiss = "repair",
        fuzzy: float | None = None,
        beam: int | None = None,
        threads: int | None = None,
        batch_tokens: int | None = None,
        jobs: int | None = None,
    ) -> None:
        from translate.engines.choose import engine_for
        from translate.memory import Memory

        if isinstance(engine, str):
            engine = engine_for(engine, model, beam, threads, batch_tokens, jobs)
        self.engine = engine
        self.memory = Memory(memory) if isinstance(memory, (str, Path)) else memory
        self.numerals = numerals
        self.on_miss = on_miss
        self.fuzzy = fuzzy
        self._corrected = self.memory is not None and self.memory.corrected()

    def translate(
        self, text: str, glossary: Glossary | Path | str | None = None, name: str = "text"
    ) -> Document:
        """Translate one text, laid out as on a page.

        Args:
            text: The Korean.
            glossary: A glossary, or the path of one.
            name: The document's name.

        Returns:
            The document with segments, pins and checks.
        """
        from translate.segment import page

        document = next(iter(self.translate_documents([page(text, name)], glossary)))
        if self.on_miss == "fail":
            refuse_misses(document)
        return document

    def translate_documents(
        self,
        documents: Iterable[Document],
        glossary: Glossary | Matcher | Path | str | None = None,
        progress: Callable[[Segment], None] | None = None,
        begun: Callable[[Document], None] | None = None,
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[Document]:
        """Translate documents in order; segments of several are decoded together.

        Args:
            documents: Documents with segments; read ahead of the engine.
            glossary: A glossary, its matcher where it is used again and again, or the path of one.
            progress: Called with each segment as soon as it is translated and kept.
            begun: Called with the next document while the rest of it is in work: with its leading blocks that
                are translated, and no checks, whenever there are more of them.
            proceed: Called before each request to the engine, or batch, where documents are translated, and
                while the next one is waited for; what it raises ends the work when all that is answered is
                kept.

        Yields:
            Each document with targets, pins and checks, in the order given.
        """
        from glossary.matcher import Matcher

        if isinstance(glossary, (str, Path)):
            glossary = Glossary.load(glossary)
        matcher = glossary if isinstance(glossary, Matcher) else Matcher(glossary or Glossary())
        prepared = ((document, self._tasks(document, matcher)) for document in documents)
        for window in ahead(_windows(prepared), 2, proceed):
            tasks = [task for _, tasks in window for task in tasks]
            growing = _Growing(*window[0], begun) if begun else None
            done = self._translated(tasks, progress, growing, proceed)
            for document, tasks in window:
                yield self._finished(document, [done[task.key] for task in tasks], tasks)

    def _tasks(self, document: Document, matcher: Matcher) -> list[_Task]:
        from translate.memory.stored import key
        from translate.pins import prepared

        tasks = []
        spelling = getattr(self.engine, "spelling", None)
        for segment, found, ready in prepared(document, matcher, self.numerals, spelling):
            pinned = replace(segment, pins=ready.pins)
            options: dict[str, object] = {
                "v": _VERSION,
                "case": ready.sentence_case,
                "on_miss": self.on_miss != "keep",
            }
            if ready.families:
                options["families"] = ready.families
            name = key(pinned.source, pinned.pins, self.engine.fingerprint, options, pinned.marks)
            forbidden = tuple((o.surface, wrong) for o in found for wrong in o.entry.forbid)
            tasks.append(_Task(pinned, ready, tuple(dict.fromkeys(forbidden)), name))
        return tasks

    def _translated(
        self,
        tasks: Sequence[_Task],
        progress: Callable[[Segment], None] | None,
        growing: _Growing | None,
        proceed: Callable[[], None] | None,
    ) -> dict[str, Segment]:
        """Each task's segment translated, by key; identical tasks decode once, known ones not at all."""
        from translate.engines.stoppable import StoppableEngine
        from translate.ladder import translated
        from translate.memory.stored import Stored

        engine = StoppableEngine(self.engine, proceed) if proceed else self.engine
        todo = {task.key: task for task in tasks}
        done = self._remembered(todo)
        if progress:
            for segment in done.values():
                progress(segment)
        rest = [task for name, task in todo.items() if name not in done]
        fresh: dict[str, Segment] = {}
        kept_at = time.monotonic()

        def keep() -> None:
            """Put what is new into the memory; only then does it count as done."""
            nonlocal kept_at
            new, kept_at = dict(fresh), time.monotonic()
            fresh.clear()
            if self.memory is not None:
                # What an engine had nothing for, or not the whole, is asked again by the next run.
                whole = {n: s for n, s in new.items() if s.target and not any(map(_is_incomplete, s.checks))}
                self.memory.put({name: Stored.of(segment) for name, segment in whole.items()})
            done.update(new)
            if growing:
                growing.show(done)
            if progress:
                for segment in new.values():
                    progress(segment)

        try:
            prepared = [task.prepared for task in rest]
            for i, restored in translated(engine, prepared, self.on_miss != "keep", growing is not None):
                segment = rest[i].segment
                fresh[rest[i].key] = replace(
                    segment,
                    target=restored.target,
                    pins=restored.pins,
                    marks=restored.marks,
                    checks=(*segment.checks, *_incomplete(restored)),
                    engine=self.engine.name,
                    model=self.engine.model,
                    score=restored.score,
                )
                if time.monotonic() - kept_at > _KEEP_EVERY:
                    keep()
        finally:
            keep()
        return done

    def _remembered(self, todo: dict[str, _Task]) -> dict[str, Segment]:
        from translate.memory.stored import human_key

        if self.memory is None:
            return {}
        people = {name: human_key(task.segment.source) for name, task in todo.items()}
        known = self.memory.get([*todo, *people.values()])
        found = {}
        for name, task in todo.items():
            stored = known.get(people[name]) or known.get(name)
            if stored and stored.fits(task.segment):
                segment: Segment | None = stored.onto(task.segment)
            else:
                segment = self._by_likeness(task.segment)
            if segment is not None:
                found[name] = segment
        return found

    def _by_likeness(self, segment: Segment) -> Segment | None:
        """The segment by a person's translation of a sentence much like it, where one fits."""
        from translate.check.agreement import number_checks

        if self.fuzzy is None:
            return None
        for score, stored in self._people_on_like(segment):
            like = stored.onto(segment)
            fits = all(p.tstart is not None for p in like.pins)
            if score < self.fuzzy or not fits:
                continue
            if not any(number_checks(segment.source, stored.target)):
                note = f"by a person, for a sentence that is {score:.0f}% like this: {stored.source}"
                return replace(like, origin="fuzzy", checks=(Check("fuzzy-match", Level.INFO, note),))
        return None

    def _hints(self, segment: Segment) -> tuple[Check, ...]:
        """What people made of the sentence most like a machine-translated one."""
        for score, stored in self._people_on_like(segment):
            pair = f"{stored.source} → {stored.target}"
            note = f"a person translated a sentence that is {score:.0f}% like this: {pair}"
            return (Check("fuzzy-match", Level.INFO, note),)
        return ()

    def _doubts(self, segment: Segment) -> tuple[Check, ...]:
        """Whether the model itself was unsure, so that a translator knows where to look first."""
        least = self.engine.doubtful
        if least is None or segment.score is None or segment.score >= least:
            return ()
        sure, usual = (f"{math.exp(score):.0%}" for score in (segment.score, least))
        note = (
            f"the model gives its words {sure} on average, and is often wrong below {usual}: look here first"
        )
        return (Check("low-score", Level.WARNING, note),)

    def _people_on_like(self, segment: Segment) -> list[tuple[float, Stored]]:
        """People's translations of like sentences, best first.

        The machine's own records grow while a run goes on: with them its outcome would depend on that.
        """
        if self.memory is None or not self._corrected:
            return []
        like = self.memory.similar(segment.source, _ALIKE, limit=20)
        return [(score, stored) for score, stored in like if stored.origin == "human"]

    def _finished(self, document: Document, done: Sequence[Segment], tasks: Sequence[_Task]) -> Document:
        from translate.check import checks, document_checks

        segments = []
        for task, translated in zip(tasks, done, strict=True):
            segment = _placed(task, translated)
            assert segment.target is not None
            found = checks(segment.source, segment.target, segment.pins, task.forbidden)
            if segment.origin in ("machine", "memory"):
                found += (*self._doubts(segment), *self._hints(segment))
            segments.append(replace(segment, checks=(*found, *segment.checks)))
        return document_checks(document.with_segments(iter(segments)))


def _incomplete(restored: Restored) -> tuple[Check, ...]:
    """What is wrong where the engine did not come to the end of a sentence, or had nothing for it."""
    if restored.complete or not (restored.target.strip() or restored.reason):
        return ()
    note = "the engine did not translate the whole of this sentence"
    return (Check("incomplete", Level.ERROR, f"{note}: {restored.reason}" if restored.reason else note),)


def _is_incomplete(check: Check) -> bool:
    return check.code == "incomplete"


def _placed(task: _Task, translated: Segment) -> Segment:
    """A translation, maybe of an identical segment elsewhere, in the place of a task's segment."""
    segment = task.segment
    marks = tuple(
        replace(mark, tstart=placed.tstart, tend=placed.tend)
        for mark, placed in zip(segment.marks, translated.marks, strict=True)
    )
    return replace(translated, number=segment.number, start=segment.start, end=segment.end, marks=marks)


class _Growing:
    """A document in work, whose leading blocks are shown as soon as they are translated."""

    def __init__(self, document: Document, tasks: Sequence[_Task], begun: Callable[[Document], None]) -> None:
        self._document = document
        self._tasks = tasks
        self._begun = begun
        self._blocks = self._segments = 0
        gaps = (document.text[a.end : b.start] for a, b in pairwise(document.blocks))
        # as every gap begins with a line end, it can be shown with the block before
        self._line_end = document.newline if all(gap.startswith(document.newline) for gap in gaps) else ""

    def show(self, done: Mapping[str, Segment]) -> None:
        """Show what there is, if it is more than last time.

        Args:
            done: Translated segments, by key.
        """
        before = self._segments
        for block in self._document.blocks[self._blocks :]:
            end = self._segments + len(block.segments)
            if any(task.key not in done for task in self._tasks[self._segments : end]):
                break
            self._blocks, self._segments = self._blocks + 1, end
        if self._segments > before:
            blocks = self._document.blocks[: self._blocks]
            end = blocks[-1].end
            if self._document.text.startswith(self._line_end, end):
                end += len(self._line_end)
            text = self._document.text[:end]
            segments = (_placed(task, done[task.key]) for task in self._tasks[: self._segments])
            self._begun(replace(self._document, blocks=blocks, text=text).with_segments(segments))


def _windows(
    prepared: Iterable[tuple[Document, list[_Task]]],
) -> Iterator[list[tuple[Document, list[_Task]]]]:
    """Documents gathered until their segments fill a window, or their text much of the memory."""
    window: list[tuple[Document, list[_Task]]] = []
    waiting = pieces = 0
    for document, tasks in prepared:
        window.append((document, tasks))
        waiting += len(tasks)
        pieces += document.piece is not None
        if waiting >= _WINDOW or pieces >= _MOST_PIECES:
            yield window
            window, waiting, pieces = [], 0, 0
    if window:
        yield window


def refuse_misses(document: Document) -> None:
    """Refuse a document in which a pin was missed.

    Args:
        document: A translated document.

    Raises:
        EngineError: Names the first missed pin and its sentence.
    """
    for segment in document.segments:
        for pin in segment.pins:
            if pin.tstart is None:
                raise EngineError(
                    f"{pin.target!r} for {pin.surface!r} did not come out in {segment.source[:60]!r}",
                    path=document.name,
                    mend="use --on-miss repair, or another rendering",
                )
