"""The results for a person: a Markdown table, and a plot of the ratios."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby
from math import log10

from tests.bench.measure import Row

_LINE, _LABELS, _BARS, _VALUES = 22, 430, 360, 110  # pixels: height of a line, widths of the columns
_BLUE = "#4a7db8"
_LEAST, _MOST = 0.1, 100.0  # ends of the scale


def markdown(rows: Sequence[Row], facts: Sequence[str], plot: str | None) -> str:
    """The page of results.

    Args:
        rows: What was measured.
        facts: How and on what machine, a sentence each.
        plot: File name of the plot, or None.
    """
    lines = ["# Benchmarks", "", *facts, ""]
    lines += [
        "| part | case | median | ratio | to | smallest to largest | aim |",
        "|---|---|--:|--:|---|---|---|",
    ]
    for row in rows:
        ratio = "" if row.ratio is None else f"**{row.ratio:.2f}**"
        spread = "" if row.low is None or row.high is None else f"{row.low:.2f} to {row.high:.2f}"
        lines.append(
            f"| {row.part} | {row.case} | {row.value} | {ratio} | {row.against} | {spread} | {row.aim} |"
        )
    if plot:
        lines += ["", f"![The ratios, on a logarithmic scale]({plot})"]
    return "\n".join(lines) + "\n"


def svg(rows: Sequence[Row]) -> str:
    """The ratios as bars from 1, on a logarithmic scale, with a line from the smallest to the largest.

    Args:
        rows: What was measured; those without a ratio are left out.
    """
    width = _LABELS + _BARS + _VALUES
    shapes: list[str] = []
    at = 8
    for part, group in groupby((row for row in rows if row.ratio is not None), key=lambda row: row.part):
        shapes.append(f'<text x="8" y="{at + 16}" font-weight="bold">{escape(part)}</text>')
        at += _LINE
        for row in group:
            assert row.ratio is not None and row.low is not None and row.high is not None
            one, ratio, low, high = (_place(value) for value in (1.0, row.ratio, row.low, row.high))
            left, length = min(one, ratio), abs(ratio - one)
            label = f"{row.case}, to {row.against}"
            middle, thick = at + _LINE // 2, _LINE - 8
            shapes += [
                f'<text x="20" y="{at + 16}">{escape(_short(label))}</text>',
                f'<rect x="{left:.1f}" y="{at + 4}" width="{length:.1f}" height="{thick}" fill="{_BLUE}"/>',
                f'<line x1="{low:.1f}" x2="{high:.1f}" y1="{middle}" y2="{middle}" stroke="#1d2b3a"/>',
                f'<text x="{_LABELS + _BARS + 8}" y="{at + 16}">{row.ratio:.2f}</text>',
            ]
            at += _LINE
    height = at + _LINE
    one = _place(1.0)
    scale = [
        f'<text x="{_place(tick):.1f}" y="{height - 4}" text-anchor="middle" fill="#555">{tick:g}</text>'
        for tick in (0.1, 1, 10, 100)
    ]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
            f'<rect width="{width}" height="{height}" fill="#fff"/>',
            *shapes,
            f'<line x1="{one:.1f}" x2="{one:.1f}" y1="4" y2="{height - _LINE}" stroke="#888"/>',
            *scale,
            "</svg>",
            "",
        ]
    )


def _place(value: float) -> float:
    share = (log10(min(max(value, _LEAST), _MOST)) - log10(_LEAST)) / (log10(_MOST) - log10(_LEAST))
    return _LABELS + share * _BARS


def _short(label: str) -> str:
    return label if len(label) <= 68 else label[:67] + "…"
