"""What a fine-tuning brought: figures before and after, on pairs that it never saw."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from translate.engines import Engine
from translate.training.marking import Example, pinned

_CERTAIN = 0.05  # probability that the difference is chance
_SAMPLES = 1000  # of the bootstrap
_PIN_POINTS = 1.0  # per cent; fewer pins by more than this is a loss whatever the words


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a model makes of held-out pairs.

    Args:
        translations: The English of each pair, without pins.
        pins: How many markers were set, all terms of all pairs.
        exact: How many of them came out once, at the first decoding, with the rendering unchanged in them.
    """

    translations: tuple[str, ...]
    pins: int
    exact: int

    @property
    def exact_share(self) -> float:
        """Pins that came out exactly, in per cent; 100 where there are none."""
        return 100 * self.exact / self.pins if self.pins else 100.0


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure before and after.

    Args:
        name: ``BLEU``, or ``chrF2++`` as sacrebleu calls chrF++.
        before, after: Its value, 0 to 100.
        chance: Probability that the difference is chance (paired bootstrap, Koehn 2004).
        signature: How sacrebleu computed it.
    """

    name: str
    before: float
    after: float
    chance: float
    signature: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both models on the same pairs.

    Args:
        pairs: Number of held-out pairs.
        pins: Number of pins in them.
        metrics: BLEU and chrF++.
        exact_before, exact_after: Pins that came out exactly, in per cent.
    """

    pairs: int
    pins: int
    metrics: tuple[Metric, ...]
    exact_before: float
    exact_after: float

    @classmethod
    def read(cls, fields: Mapping[str, Any]) -> Comparison:
        """A comparison from its fields, as a report keeps them.

        Args:
            fields: As ``dataclasses.asdict`` gives them.
        """
        return cls(**{**fields, "metrics": tuple(Metric(**metric) for metric in fields["metrics"])})

    @property
    def verdict(self) -> str:
        """In plain words, whether to use the result."""
        certain = [metric for metric in self.metrics if metric.chance < _CERTAIN]
        if any(metric.after < metric.before for metric in certain):
            return "worse than before: do not use it; more pairs, or better ones, are needed"
        if self.exact_after < self.exact_before - _PIN_POINTS:
            return "it keeps fewer terms than before: do not use it; give the glossary with -g, or more pairs"
        if certain:
            return "better than before: use it"
        return "no difference that is more than chance: more pairs or more minutes are needed"


def outcome(
    engine: Engine, examples: Sequence[Example], noticed: Callable[[int, int], None] = lambda done, all_: None
) -> Outcome:
    """Translate held-out pairs, once as they are and once with every term pinned.

    Args:
        engine: The model, with markers.
        examples: The pairs.
        noticed: Called after each translation with how many are done, and of how many.

    Raises:
        EngineError: It cannot translate.
    """
    assert engine.markers is not None
    marked = [pinned(example, engine.markers) for example in examples if example.terms]
    texts = [*(example.source for example in examples), *(source for source, _ in marked)]
    english: dict[int, str] = {}
    for number, hypotheses in engine.translate(texts):
        english[number] = hypotheses[0].text
        noticed(len(english), len(texts))
    exact = sum(
        english[number].count(marker) == 1
        for number, (_, wanted) in enumerate(marked, len(examples))
        for marker in wanted
    )
    return Outcome(
        tuple(english[number] for number in range(len(examples))),
        sum(len(wanted) for _, wanted in marked),
        exact,
    )


def compared(before: Outcome, after: Outcome, references: Sequence[str]) -> Comparison:
    """Compare two models.

    Source: M. Post, A Call for Clarity in Reporting BLEU Scores, 2018 (sacrebleu).

    Args:
        before: Of the model that was fine-tuned.
        after: Of the result.
        references: People's translations, in the order of the outcomes' translations.
    """
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF
    from sacrebleu.significance import PairedTest

    # the references go in here, so that their statistics are counted once
    kinds: Any = {"BLEU": BLEU(references=[references])}
    kinds["chrF2++"] = CHRF(word_order=2, references=[references])
    systems: Any = [("before", before.translations), ("after", after.translations)]
    signatures, scores = PairedTest(systems, kinds, None, "bs", _SAMPLES)()
    metrics = []
    for name in kinds:
        first, second = (figure for figure in scores[name] if not isinstance(figure, str))
        # of two equal scores sacrebleu finds the difference certain: no sample's is smaller than nothing
        chance = second.p_value
        if chance is None or first.score == second.score:
            chance = 1.0
        metrics.append(Metric(name, first.score, second.score, chance, str(signatures[name])))
    return Comparison(len(references), after.pins, tuple(metrics), before.exact_share, after.exact_share)
