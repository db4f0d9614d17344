"""Requests that come at the same time are decoded together, by one thread that owns the engine."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from translate.document import Document, Segment
from translate.errors import Unavailable
from translate.serve.errors import Rejected

if TYPE_CHECKING:
    from glossary.matcher import Matcher
    from translate.pipeline import Translator
    from translate.serve.metrics import Metrics

_GATHER = 0.004  # seconds that the first request of a batch waits for others
_SEGMENTS = 512  # of one batch, so that a later request does not wait for all that came before


@dataclass(frozen=True, slots=True)
class Job:
    """One request's documents on their way.

    Args:
        documents: With segments.
        matcher: Finds the terms.
        future: The documents in English, or what went wrong.
        abandoned: Set once nobody waits any more.
    """

    documents: Sequence[Document]
    matcher: Matcher | None
    future: Future[list[Document]] = field(default_factory=Future)
    abandoned: threading.Event = field(default_factory=threading.Event)

    @property
    def segments(self) -> int:
        """How many segments there are to translate."""
        return sum(1 for document in self.documents for _ in document.segments)

    def abandon(self) -> None:
        """Take the job out of the queue, or stop it as soon as its batch has no other."""
        self.abandoned.set()
        self.future.cancel()


class _Abandoned(Exception):
    """Nobody waits for this batch any more."""


class Batcher:
    """Gathers requests and hands them to the translator, those with the same glossary in one stream.

    Args:
        translator: Used by this object's thread only.
        most: Most requests that may wait.
        metrics: Told of each batch.
    """

    def __init__(self, translator: Translator, most: int, metrics: Metrics) -> None:
        self._translator = translator
        self._metrics = metrics
        self._queue: queue.Queue[Job | None] = queue.Queue(most)
        self._thread = threading.Thread(target=self._run, name="engine")

    def start(self) -> None:
        """Begin to take requests."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits, then end the thread."""
        self._queue.put(None)
        self._thread.join()

    def submit(self, documents: Sequence[Document], matcher: Matcher | None) -> Job:
        """Queue documents for translation.

        Args:
            documents: Of one request, with segments.
            matcher: Finds the terms; the same object for the same terms, so that requests can go together.

        Raises:
            Rejected: Too many requests wait.
        """
        job = Job(documents, matcher)
        try:
            self._queue.put_nowait(job)
        except queue.Full:
            raise Rejected(
                503, "too many requests are waiting", mend="try again later", headers={"Retry-After": "5"}
            ) from None
        self._metrics.waiting.set(self._queue.qsize())
        return job

    def _run(self) -> None:
        more = True
        while more:
            jobs, more = self._gathered()
            self._metrics.waiting.set(self._queue.qsize())
            groups: dict[int, list[Job]] = {}
            for job in jobs:
                if job.future.set_running_or_notify_cancel():
                    groups.setdefault(id(job.matcher), []).append(job)
            try:
                for group in groups.values():
                    self._answer(group)
            except Unavailable as error:  # it would be the same for all others, after as long a wait for each
                for job in jobs:
                    if not job.future.done():
                        job.future.set_exception(error)

    def _gathered(self) -> tuple[list[Job], bool]:
        """The jobs of the next batch, and whether there may be more after it."""
        first = self._queue.get()
        if first is None:
            return [], False
        jobs, segments = [first], first.segments
        end = time.monotonic() + _GATHER
        while segments < _SEGMENTS:
            try:
                job = self._queue.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                break
            if job is None:
                return jobs, False
            jobs.append(job)
            segments += job.segments
        return jobs, True

    def _answer(self, jobs: list[Job]) -> None:
        def stop_if_abandoned(_: Segment | None = None) -> None:
            if all(job.abandoned.is_set() for job in jobs):
                raise _Abandoned

        documents = [document for job in jobs for document in job.documents]
        try:
            stop_if_abandoned()
            self._metrics.batch.observe(sum(job.segments for job in jobs))
            english = list(
                self._translator.translate_documents(documents, jobs[0].matcher, stop_if_abandoned)
            )
        except Unavailable:
            raise
        except Exception as error:  # whatever it is belongs to whoever waits, and the thread goes on
            if len(jobs) == 1:
                jobs[0].future.set_exception(error)
            else:
                for job in jobs:  # one request's trouble is not that of the others
                    self._answer([job])
            return
        for job in jobs:
            job.future.set_result(english[: len(job.documents)])
            del english[: len(job.documents)]
