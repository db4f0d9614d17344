"""An engine that can be told to stop between two requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate.engines import Engine, Hypothesis


class StoppableEngine:
    """Another engine, which asks before each request or batch whether it may go on.

    Args:
        engine: The engine.
        proceed: What it asks; raises where it may not.
    """

    def __init__(self, engine: Engine, proceed: Callable[[], None]) -> None:
        self.name, self.model, self.fingerprint = engine.name, engine.model, engine.fingerprint
        self.markers, self.longest, self.doubtful = engine.markers, engine.longest, engine.doubtful
        self._engine = engine
        self._proceed = proceed

    def length(self, text: str) -> int:
        """Length of a text in the engine's own units.

        Args:
            text: A source sentence.
        """
        return self._engine.length(text)

    def translate(
        self,
        texts: Sequence[str],
        hypotheses: int = 1,
        without: Sequence[str] = (),
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences.

        Args:
            texts, hypotheses, without: As the engine takes them.
            proceed: Asked in place of its own.

        Raises:
            Exception: Whatever ``proceed`` raises, when all that is answered has been given.
        """
        return self._engine.translate(texts, hypotheses, without, proceed or self._proceed)
