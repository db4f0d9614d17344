"""An engine that gives back what it is given: for tests of everything around a model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from translate.engines import Hypothesis, Markers


class CopyEngine:
    """Copies each source sentence, markers and all.

    Attributes:
        name, model, fingerprint, markers, longest, doubtful: As in ``Engine``; lengths are characters.
    """

    name = "copy"
    model = "copy"
    fingerprint = "copy 1"
    markers: Markers | None = Markers("<{n}>", "</{n}>", 16)
    longest = 2000
    doubtful: float | None = None

    def length(self, text: str) -> int:
        """Characters of a text.

        Args:
            text: A source sentence.
        """
        return len(text)

    def translate(
        self,
        texts: Sequence[str],
        hypotheses: int = 1,
        without: Sequence[str] = (),
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Copy sentences.

        Args:
            texts: Source sentences.
            hypotheses: Ignored: there is only one copy.
            proceed: Called before each sentence.
        """
        for number, text in enumerate(texts):
            if proceed:
                proceed()
            yield number, [Hypothesis(text, 0.0)]
