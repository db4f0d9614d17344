"""Parts that decode: yongeo against CTranslate2 itself; beams, threads, widths of batches."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from statistics import median
from typing import Any

from tests.bench.measure import Row, Task, in_turns, measured, row
from tests.bench.sample import article, glossary
from tests.bench.setting import SAME_DECODINGS, Call, Setting, decode, recorded, weights_name
from translate.engines.choose import open_engine
from translate.models.manifest import Manifest
from translate.models.store import resolve
from translate.pipeline import Translator

_PLAIN = "CTranslate2 alone, each prompt once, its own batches of 32"


def pipeline(setting: Setting) -> Iterator[Row]:
    """End to end against CTranslate2 alone, on the prompts and in the batches that yongeo made."""
    text, terms = article(_sentences(setting)), glossary(1000)
    translator = Translator(setting.engine, memory=None)
    weights = getattr(setting.engine, weights_name(setting.engine))
    calls = recorded(setting.engine, lambda: translator.translate(text, terms))
    first = _first(calls)
    flat = [prompt for call in first for prompt in call.inputs]
    tasks: dict[str, Task] = {
        "yongeo": lambda: translator.translate(text, terms),
        SAME_DECODINGS: lambda: decode(weights, calls),
    }
    if not setting.quick:
        longest = 2 * max(map(len, flat)) + 32
        limit = "max_decoding_length" if "max_decoding_length" in first[0].options else "max_length"
        options = first[0].options | {limit: longest}
        tasks[_PLAIN] = lambda: decode(weights, [Call(flat, options | {"max_batch_size": 32})])
    seconds = in_turns(tasks, setting.rounds)
    decodings = sum(len(call.inputs) for call in calls)
    part = f"End to end: {len(text)} characters, 1,000 terms, {decodings} decodings"
    yield Row(part, "yongeo, text to text", _seconds(seconds["yongeo"]))
    for case in list(tasks)[1:]:
        aim = "≥ 0.97" if case == SAME_DECODINGS else ""
        yield row(part, case, _seconds(seconds[case]), seconds[case], seconds["yongeo"], "yongeo", aim)


def beams(setting: Setting) -> Iterator[Row]:
    """What a wider beam costs."""
    weights, calls = _prompts(setting)
    seconds = in_turns(
        {
            str(beam): partial(decode, weights, calls, beam_size=beam, num_hypotheses=beam)
            for beam in (1, 2, 4)
        },
        setting.rounds,
    )
    for beam, taken in seconds.items():
        yield _row("Beam", f"beam {beam}", taken, seconds["1"], "beam 1")


def batches(setting: Setting) -> Iterator[Row]:
    """What wide batches save, on prompts of one length."""
    weights, calls = _prompts(setting)
    fullest = max(calls, key=lambda call: len(call.inputs))
    most = 8 if setting.quick else 32
    prompts = (fullest.inputs * most)[:most]
    widths = [width for width in (1, 2, 4, 8, 16, 32) if width <= most]
    seconds = in_turns(
        {
            str(width): partial(
                decode,
                weights,
                [Call(prompts[at : at + width], fullest.options) for at in range(0, len(prompts), width)],
            )
            for width in widths
        },
        setting.rounds,
    )
    for width, taken in seconds.items():
        yield _row(
            f"Width of a batch, {len(prompts)} prompts", f"{width} at once", taken, seconds["1"], "1 at once"
        )


def threads(setting: Setting) -> Iterator[Row]:
    """What a second core saves, on one batch or on another one beside it."""
    weights, calls = _prompts(setting)
    manifest = Manifest.load(resolve(setting.model))
    two = type(weights)(
        str(manifest.folder), compute_type=manifest.compute_type, inter_threads=2, intra_threads=1
    )
    engines = {count: open_engine(setting.model, threads=count) for count in (1, 2)}
    one, both = (getattr(engine, weights_name(engine)) for engine in engines.values())
    tasks: dict[str, Task] = {
        "1 thread": partial(decode, one, calls),
        "2 threads": partial(decode, both, calls),
        "2 batches side by side, a thread each": partial(decode, two, calls),
    }
    seconds = in_turns(tasks, setting.rounds)
    for case, taken in seconds.items():
        yield _row("Threads", case, taken, seconds["1 thread"], "1 thread")


def length(setting: Setting) -> Iterator[Row]:
    """Seconds a character for one and ten times the text."""
    translator = Translator(setting.engine, memory=None)
    texts = {factor: article((1 if setting.quick else 6) * factor, seed=2) for factor in (1, 10)}

    def cost(text: str) -> float:
        start = time.perf_counter()
        translator.translate(text)
        return (time.perf_counter() - start) / len(text)

    costs = measured({str(factor): partial(cost, text) for factor, text in texts.items()}, 2)
    for factor, taken in costs.items():
        value = f"{median(taken) * 1e3:.1f} ms a character"
        if factor == "1":
            yield Row("Growth with the model", f"{len(texts[1]):,} characters", value)
        else:
            yield row(
                "Growth with the model", f"{factor} ×", value, taken, costs["1"], "1 ×", "no more than 1"
            )


def _row(part: str, case: str, taken: list[float], base: list[float], against: str) -> Row:
    if taken is base:
        return Row(part, case, _seconds(taken))
    return row(part, case, _seconds(taken), taken, base, against)


def _sentences(setting: Setting) -> int:
    return 5 if setting.quick else 32


def _prompts(setting: Setting) -> tuple[Any, list[Call]]:
    """The model, and a small number of first decodings."""
    translator = Translator(setting.engine, memory=None)
    text = article(4 if setting.quick else 12, seed=1)
    calls = recorded(setting.engine, lambda: translator.translate(text, glossary(1000)))
    weights = getattr(setting.engine, weights_name(setting.engine))
    return weights, _first(calls)


def _first(calls: list[Call]) -> list[Call]:
    """The calls of the first decoding: further tries have a wider beam."""
    narrowest = min(call.options["beam_size"] for call in calls)
    return [call for call in calls if call.options["beam_size"] == narrowest]


def _seconds(taken: list[float]) -> str:
    return f"{median(taken):.2f} s"
