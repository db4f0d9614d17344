"""Work ahead of the consumer: an iterator run in its own thread, a bounded number of items early."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T], most: int, meanwhile: Callable[[], None] | None = None) -> Iterator[T]:
    """The same items, made in another thread while the consumer is busy.

    Args:
        items: What to iterate over.
        most: How many items may wait.
        meanwhile: Called again and again while the consumer waits; what it raises ends the iteration.

    Raises:
        Exception: Whatever the iteration over ``items`` raises, in its place, and what ``meanwhile`` raises.
    """
    waiting: queue.Queue[tuple[T | None, BaseException | None, bool]] = queue.Queue(maxsize=most)
    closed = threading.Event()

    def put(item: tuple[T | None, BaseException | None, bool]) -> bool:
        while not closed.is_set():
            try:
                waiting.put(item, timeout=0.1)
                return True
            except queue.Full:
                continue
        return False

    def run() -> None:
        try:
            for item in items:
                if not put((item, None, False)):
                    return
        except BaseException as error:  # handed to the consumer
            put((None, error, True))
        else:
            put((None, None, True))

    threading.Thread(target=run, name="yongeo-ahead", daemon=True).start()
    try:
        while True:
            try:
                item, error, last = waiting.get(timeout=0.1 if meanwhile else None)
            except queue.Empty:
                assert meanwhile is not None
                meanwhile()
                continue
            if error is not None:
                raise error
            if last:
                return
            yield item  # type: ignore[misc]
    finally:
        closed.set()
