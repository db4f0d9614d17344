"""What is measured: a model, pairs, and the model with something changed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from tests.quality.figures import Row, scored
from tests.quality.pairs import Pair, articles
from translate.check import repeats
from translate.engines import Engine, Hypothesis
from translate.engines.generator import GeneratorEngine
from translate.engines.seq2seq import Seq2SeqEngine
from translate.models.manifest import Manifest
from translate.preedit.clearer import clearer


@dataclass(frozen=True)
class Trial:
    """A run.

    Args:
        manifest: Of the model whose choices are measured.
        files: Pairs by the name of their file.
        others: Further models for the comparison of models.
    """

    manifest: Manifest
    files: dict[str, list[Pair]]
    others: tuple[Manifest, ...] = ()

    @property
    def pairs(self) -> list[Pair]:
        """The pairs of all files."""
        return [pair for pairs in self.files.values() for pair in pairs]

    @property
    def articles(self) -> list[list[Pair]]:
        """The articles of all files, sentence by sentence."""
        return articles(self.pairs)

    def engine(self, **changes: Any) -> GeneratorEngine | Seq2SeqEngine:
        """The model with other values in its manifest.

        Args:
            changes: Fields of the manifest.
        """
        return opened(replace(self.manifest, **changes))


def opened(manifest: Manifest, **options: Any) -> GeneratorEngine | Seq2SeqEngine:
    """Load a model.

    Args:
        manifest: Of the model.
        options: As its engine takes them.
    """
    return (GeneratorEngine if manifest.prompt else Seq2SeqEngine)(manifest, **options)


@dataclass(frozen=True, slots=True)
class Decoded:
    """What an engine made of sentences.

    Args:
        answers: All hypotheses of each, in order, best first.
        seconds: What decoding took, all in all.
    """

    answers: tuple[tuple[Hypothesis, ...], ...]
    seconds: float

    @property
    def hypotheses(self) -> list[Hypothesis]:
        """The best of each sentence."""
        return [hypotheses[0] for hypotheses in self.answers]

    @property
    def texts(self) -> list[str]:
        """The English of each sentence."""
        return [hypothesis.text for hypothesis in self.hypotheses]

    @property
    def runaways(self) -> int:
        """How many did not end by themselves, or say the same again and again."""
        return sum(not one.complete or bool(repeats(one.text)) for one in self.hypotheses)


def decoded(engine: Engine, sources: Sequence[str], hypotheses: int = 1) -> Decoded:
    """Translate sentences, told as the tool tells them, nothing pinned.

    Args:
        engine: What translates them; loaded.
        sources: Korean.
        hypotheses: As ``Engine.translate`` takes them.
    """
    begun = time.perf_counter()
    answers = dict(engine.translate([clearer(source) for source in sources], hypotheses))
    seconds = time.perf_counter() - begun
    return Decoded(tuple(tuple(answers[number]) for number in range(len(sources))), seconds)


def row(part: str, case: str, engine: Engine, pairs: Sequence[Pair]) -> Row:
    """Translate pairs and hold them against their references.

    Args:
        part, case: As in ``Row``.
        engine: What translates them; loaded.
        pairs: The pairs.
    """
    done = decoded(engine, [pair.source for pair in pairs])
    note = f"{done.runaways} of {len(pairs)} ran away" if done.runaways else ""
    return scored(part, case, done.texts, [pair.reference for pair in pairs], done.seconds, note)


@contextmanager
def asked(engine: GeneratorEngine | Seq2SeqEngine, **options: Any) -> Any:
    """Ask CTranslate2 for something that yongeo does not.

    Args:
        engine: The engine.
        options: Of ``generate_batch`` or ``translate_batch``.
    """
    name = "_generator" if isinstance(engine, GeneratorEngine) else "_translator"
    weights = getattr(engine, name)
    setattr(engine, name, _Asked(weights, options))
    try:
        yield
    finally:
        setattr(engine, name, weights)


class _Asked:
    def __init__(self, weights: Any, options: dict[str, Any]) -> None:
        self._weights, self._options = weights, options

    def generate_batch(self, inputs: list[list[str]], **options: Any) -> Any:
        return self._weights.generate_batch(inputs, **options, **self._options)

    def translate_batch(self, inputs: list[list[str]], **options: Any) -> Any:
        return self._weights.translate_batch(inputs, **options, **self._options)
