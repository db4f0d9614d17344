"""Inputs that appear or change while a program watches."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from translate.inputs import Source, discover

_EVERY = 1.0  # seconds between two looks
_AGAIN = 10.0  # seconds before another try


class Watch:
    """Looks for inputs that are new or changed.

    Args:
        inputs: Files, folders or globs; those that give nothing yet are looked at again.
        recursive: Whether folders are searched to the bottom.
        outputs: The folder of the outputs, which are no inputs.
    """

    def __init__(self, inputs: Sequence[str], recursive: bool, outputs: Path) -> None:
        self._where = (inputs, recursive, outputs)
        self._done: dict[str, tuple[int, int]] = {}

    def changes(self) -> Iterator[tuple[list[Source], list[Source]]]:
        """Inputs that are new or changed, once each has stood still between two looks; never ends by itself.

        Yields:
            Those, and all inputs that there are.
        """
        before: dict[str, tuple[int, int]] = {}
        while True:
            now: dict[str, tuple[int, int]] = {}
            ready = []
            sources = discover(*self._where)[0]
            for source in sources:
                state = _state(source)
                if state is None:
                    continue
                now[source.name] = state
                if self._done.get(source.name) != state and before.get(source.name) == state:
                    ready.append(source)
                    self._done[source.name] = state
            before = now
            if ready:
                yield ready, sources
            time.sleep(_EVERY)

    def try_again(self, names: Iterable[str]) -> None:
        """Wait for a while; then inputs count as changed once more.

        Args:
            names: Their names.
        """
        time.sleep(_AGAIN)
        for name in names:
            self._done.pop(name, None)


def _state(source: Source) -> tuple[int, int] | None:
    """Size and time of the last change, or None for what cannot be watched."""
    try:
        facts = source.path.stat() if source.path else None
    except OSError:  # gone between two looks
        return None
    return (facts.st_size, facts.st_mtime_ns) if facts else None
