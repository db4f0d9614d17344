"""The part without a model: what a large glossary costs."""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from glossary.matcher import Matcher
from tests.bench.measure import Row, in_turns, row
from tests.bench.sample import article, glossary
from tests.bench.setting import Setting
from translate.segment import page

_SIZES = (10, 1_000, 100_000)


def matching(setting: Setting) -> Iterator[Row]:
    """Finding terms, by the size of the glossary; the same ten terms stand in the text every time."""
    count = 300 if setting.quick else 2_000
    sources = [segment.source for segment in page(article(count), "text").segments]
    characters = sum(map(len, sources))
    matchers, compiled = {}, {}
    for size in _SIZES:
        entries = glossary(size)
        start = time.perf_counter()
        matchers[size] = Matcher(entries)
        compiled[size] = time.perf_counter() - start
        matchers[size](" ".join(sources[:20]))  # loads the analyser
    seconds = in_turns(
        {str(size): lambda m=matcher: [m(s) for s in sources] for size, matcher in matchers.items()},  # type: ignore[misc]
        setting.rounds,
    )
    for size in _SIZES:
        taken = seconds[str(size)]
        value = f"{median(taken) / characters * 1e6:.2f} µs a character"
        case = f"{size:,} entries (made ready once in {compiled[size]:.2f} s)"
        if size == _SIZES[0]:
            yield Row("Glossary", case, value)
        else:
            yield row("Glossary", case, value, taken, seconds[str(_SIZES[0])], "10 entries")
