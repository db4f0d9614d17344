"""Engines turn source sentences into hypotheses; one protocol over every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Markers:
    """How an engine's markers look.

    Args:
        opening: Opening marker with ``{n}`` for the pin's number, such as ``<{n}>``.
        closing: Closing marker, such as ``</{n}>``.
        most: Most pins of one segment that use markers.
    """

    opening: str
    closing: str
    most: int


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One translation of a sentence.

    Args:
        text: The English, markers in it.
        score: Mean log-probability a token, or None.
        complete: False where decoding stopped at the length limit before the end token.
        reason: Why a service has no translation, in its own words, or nothing.
    """

    text: str
    score: float | None = None
    complete: bool = True
    reason: str = ""


class Engine(Protocol):
    """Whatever translates sentences.

    Attributes:
        name: Kind of engine as on the command line: ``local``, ``google``, ``copy`` …
        model: Name of the model, or of the service.
        fingerprint: Changes whenever the same sentence could come out otherwise (weights, options).
        markers: Marker syntax, or None where the model has none.
        longest: Longest segment it takes, in the units of ``length``.
        doubtful: Score below which a translation is likely to be wrong, or None where nobody measured it.
    """

    name: str
    model: str
    fingerprint: str
    markers: Markers | None
    longest: int
    doubtful: float | None

    def length(self, text: str) -> int:
        """Length of a text in the engine's own units (tokens, characters or bytes).

        Args:
            text: A source sentence, markers in it.
        """
        ...

    def translate(
        self,
        texts: Sequence[str],
        hypotheses: int = 1,
        without: Sequence[str] = (),
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences, each independent of its neighbours.

        An answer comes as soon as it is there, in whatever order suits the engine, so that finished work
        can be kept while the rest goes on.

        Args:
            texts: Source sentences, markers written in the engine's syntax; any number and order.
            hypotheses: How many translations of each are wanted, best first.
            without: Digits, signs or words that may not follow a space, or with a ``^`` not begin a text,
                where the engine can be told so: for sentences in which it makes up a number, a month or "we".
                Markers may hold what may not follow a space all the same.
            proceed: Called before each request or batch is begun, when all that is answered has been given;
                what it raises ends the work.

        Yields:
            Number of a text, with at least one hypothesis of it; an engine that has more than are wanted
            gives them, too.

        Raises:
            EngineError: The engine cannot translate at all.
        """
        ...
