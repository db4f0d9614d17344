"""Inputs that appear or change while a program watches."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from translate.inputs import Source, discover

_EVERY = 1.0  # seconds between two looks


def changes(inputs: Sequence[str], recursive: bool, outputs: Path) -> Iterator[list[Source]]:
    """Inputs that are new or changed, once each has stood still between two looks; never ends by itself.

    Args:
        inputs: Files, folders or globs; those that give nothing yet are looked at again.
        recursive: Whether folders are searched to the bottom.
        outputs: The folder of the outputs, which are no inputs.
    """
    done: dict[str, tuple[int, int]] = {}
    before: dict[str, tuple[int, int]] = {}
    while True:
        now: dict[str, tuple[int, int]] = {}
        ready = []
        for source in discover(inputs, recursive, outputs)[0]:
            state = _state(source)
            if state is None:
                continue
            now[source.name] = state
            if done.get(source.name) != state and before.get(source.name) == state:
                ready.append(source)
                done[source.name] = state
        before = now
        if ready:
            yield ready
        time.sleep(_EVERY)


def _state(source: Source) -> tuple[int, int] | None:
    """Size and time of the last change, or None for what cannot be watched."""
    try:
        facts = source.path.stat() if source.path else None
    except OSError:  # gone between two looks
        return None
    return (facts.st_size, facts.st_mtime_ns) if facts else None
