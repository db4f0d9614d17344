"""Figures: what sacrebleu makes of translations, and the table in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        part: The question.
        case: One answer to it.
        bleu, chrf: BLEU and chrF++, 0 to 100; None where nothing is held against a reference.
        seconds: What decoding took; None where that is no part of the question.
        note: More, as text.
    """

    part: str
    case: str
    bleu: float | None = None
    chrf: float | None = None
    seconds: float | None = None
    note: str = ""


def scored(
    part: str,
    case: str,
    translations: Sequence[str],
    references: Sequence[str],
    seconds: float | None = None,
    note: str = "",
) -> Row:
    """A row with the figures of translations.

    Args:
        part, case, seconds, note: As in ``Row``.
        translations: English of the machine.
        references: English of people, in the same order.
    """
    bleu, chrf = (metric.corpus_score(translations, [references]).score for metric in metrics())
    return Row(part, case, bleu, chrf, seconds, note)


def metrics() -> tuple[Any, Any]:
    """BLEU and chrF++, as sacrebleu has them."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    return BLEU(), CHRF(word_order=2)


def signatures() -> list[str]:
    """How sacrebleu computes both."""
    found = []
    for metric in metrics():
        name = metric.corpus_score(["one"], [["one"]]).name
        found.append(f"{name}: `{metric.get_signature()}`.")
    return found


def markdown(rows: Sequence[Row], facts: Sequence[str]) -> str:
    """The page of results.

    Args:
        rows: What was measured.
        facts: How and on what machine, a sentence each.
    """
    lines = ["# Choices by measurement", "", *facts]
    part = None
    for row in rows:
        if row.part != part:
            part = row.part
            lines += ["", f"## {part}", "", "| | BLEU | chrF++ | seconds | |", "|---|--:|--:|--:|---|"]
        lines.append(line(row))
    return "\n".join(lines) + "\n"


def line(row: Row) -> str:
    """A row of the table as Markdown.

    Args:
        row: What was measured.
    """
    figures = ("" if value is None else f"{value:.1f}" for value in (row.bleu, row.chrf, row.seconds))
    return f"| {row.case} | {' | '.join(figures)} | {row.note} |"
