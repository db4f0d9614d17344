"""Scores: how well a segment's score tells what a person would say of its English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import correlation, mean, quantiles

from tests.quality.figures import Row, metrics
from tests.quality.trial import Trial, decoded

_SHARES = (0.1, 0.2, 0.3)  # of the sentences, flagged


def scores(trial: Trial) -> Iterator[Row]:
    """The correlation of scores with chrF++, sentence by sentence, and what a threshold finds."""
    engine = trial.engine()
    pairs = trial.pairs
    _, chrf = metrics()
    best = decoded(engine, [pair.source for pair in pairs])
    quality = [
        chrf.sentence_score(text, [pair.reference]).score
        for text, pair in zip(best.texts, pairs, strict=True)
    ]
    wider = decoded(engine, [pair.source for pair in pairs], 2).answers
    agreement = [chrf.sentence_score(answers[:2][-1].text, [answers[0].text]).score for answers in wider]
    sure = [one.score or 0.0 for one in best.hypotheses]
    lengths = [-float(len(pair.source)) for pair in pairs]
    blend = [a + b for a, b in zip(_ranks(sure), _ranks(agreement), strict=True)]
    part = f"Scores: {len(pairs)} sentences"
    for case, values in (
        ("mean log-probability of a token", sure),
        ("agreement of the two best translations", agreement),
        ("both, by rank", blend),
        ("shortness of the Korean alone", lengths),
    ):
        if len(set(values)) > 1 < len(set(quality)):
            straight, ranked = correlation(values, quality), correlation(_ranks(values), _ranks(quality))
            note = f"correlation with chrF++: Pearson {straight:.2f}, Spearman {ranked:.2f}"
        else:
            note = "all alike: no correlation"
        yield Row(part, case, note=note)
    worst = quantiles(quality, n=4)[0]
    for share in _SHARES:
        limit = sorted(sure)[int(share * len(sure))]
        flagged = [q for q, s in zip(quality, sure, strict=True) if s < limit]
        rest = [q for q, s in zip(quality, sure, strict=True) if s >= limit]
        if not flagged:
            continue
        found = sum(q <= worst for q in flagged)
        note = (
            f"mean chrF++ {mean(flagged):.1f}, of the others {mean(rest):.1f}; "
            f"{found / len(flagged):.0%} of them are in the worst quarter, "
            f"where chance would have {_by_chance(quality, worst):.0%}"
        )
        yield Row(part, f"the {share:.0%} below {limit:.2f}", note=note)


def _ranks(values: Sequence[float]) -> list[float]:
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    for rank, number in enumerate(order):
        ranks[number] = float(rank)
    return ranks


def _by_chance(quality: Sequence[float], worst: float) -> float:
    return sum(q <= worst for q in quality) / len(quality)
