"""Choices of decoding: what each does to the English, and to the time it takes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from tests.quality.figures import Row, scored
from tests.quality.pairs import Pair
from tests.quality.trial import Decoded, Trial, asked, decoded, opened, row
from translate.engines.generator import GeneratorEngine
from translate.models.manifest import Padding
from translate.preedit.lexicon import Lexicon

_TOGETHER = 3  # sentences of a short paragraph


def models(trial: Trial) -> Iterator[Row]:
    """The models as they are, on each file."""
    for manifest in (trial.manifest, *trial.others):
        engine = opened(manifest)
        for name, pairs in trial.files.items():
            yield row(f"Models: {name}, {len(pairs)} sentences", manifest.folder.name, engine, pairs)


def beams(trial: Trial) -> Iterator[Row]:
    """Width of the beam, and the exponent of the length in its score."""
    for beam, penalty in ((1, 1.0), (2, 0.6), (2, 1.0), (2, 1.4), (4, 1.0)):
        case = f"beam {beam}" + (f", length penalty {penalty}" if beam > 1 else "")
        engine = trial.engine(beam=beam, length_penalty=penalty)
        yield row(_part("Beam and length penalty", trial.pairs), case, engine, trial.pairs)


def types(trial: Trial) -> Iterator[Row]:
    """How CTranslate2 computes with the weights, which are stored in eight bits."""
    import ctranslate2

    possible = ctranslate2.get_supported_compute_types("cpu")
    for kind in ("int8", "int8_bfloat16", "bfloat16", "float32"):
        if kind in possible:
            yield row(_part("Compute type", trial.pairs), kind, trial.engine(compute_type=kind), trial.pairs)


def padding(trial: Trial) -> Iterator[Row]:
    """To which multiple prompts are rounded up: fewer, wider batches, more to read."""
    part = _part("Prompt lengths", trial.pairs)
    if trial.manifest.padding is None:
        return
    token = trial.manifest.padding.token
    for multiple in (1, 8, 16, 32, 64):
        case = f"rounded up to a multiple of {multiple}" if multiple > 1 else "as they are"
        engine = trial.engine(padding=Padding(token, multiple))
        yield row(part, f"{case}, batches of one length", engine, trial.pairs)
    engine = trial.engine(padding=None)
    assert isinstance(engine, GeneratorEngine)
    mixed = _mixed(engine, [pair.source for pair in trial.pairs])
    references = [pair.reference for pair in trial.pairs]
    note = "the English depends on the company"
    yield scored(part, "as they are, mixed batches of 32", mixed.texts, references, mixed.seconds, note)


def widths(trial: Trial) -> Iterator[Row]:
    """How many prompt tokens are decoded together."""
    for tokens in (256, 512, 1024, 2048, 4096):
        engine = opened(trial.manifest, batch_tokens=tokens)
        yield row(_part("Tokens of a batch", trial.pairs), f"{tokens}", engine, trial.pairs)


def lexicon(trial: Trial) -> Iterator[Row]:
    """Words told in English or left in Korean, on the sentences that have some: no other changes."""
    if not trial.manifest.lexicon:
        return
    words = Lexicon(trial.manifest.folder / trial.manifest.lexicon)
    having = [pair for pair in trial.pairs if words(pair.source) != pair.source]
    for case, name in (("in Korean", ""), ("in English", trial.manifest.lexicon)):
        engine = trial.engine(lexicon=name)
        yield row(
            f"Words of the lexicon: {len(having)} of {len(trial.pairs)} sentences", case, engine, having
        )


def guards(trial: Trial) -> Iterator[Row]:
    """What keeps a decoder from saying the same for ever."""
    engine = trial.engine()
    for case, options in (
        ("none", {}),
        ("`repetition_penalty` 1.05", {"repetition_penalty": 1.05}),
        ("`repetition_penalty` 1.1", {"repetition_penalty": 1.1}),
        ("`no_repeat_ngram_size` 4", {"no_repeat_ngram_size": 4}),
        ("`no_repeat_ngram_size` 6", {"no_repeat_ngram_size": 6}),
    ):
        with asked(engine, **options):
            yield row(_part("Guards against repetition", trial.pairs), case, engine, trial.pairs)


def context(trial: Trial) -> Iterator[Row]:
    """Articles sentence by sentence, with the sentence before, and several sentences at once."""
    engine = trial.engine()
    if not trial.articles or not isinstance(engine, GeneratorEngine):
        return
    flat = [pair for article in trial.articles for pair in article]
    sources, references = [pair.source for pair in flat], [pair.reference for pair in flat]
    part = f"Context: {len(trial.articles)} articles, {len(flat)} sentences"
    alone = decoded(engine, sources)
    yield scored(part, "each sentence alone", alone.texts, references, alone.seconds)
    for case, kept in (("the sentence before, and what was made of it", 1), ("two sentences before", 2)):
        texts, seconds = _with_context(engine, trial.articles, kept)
        yield scored(part, case, texts, references, seconds, "one sentence of an article at a time")
    groups = [
        article[at : at + _TOGETHER] for article in trial.articles for at in range(0, len(article), _TOGETHER)
    ]
    joined = [" ".join(pair.reference for pair in group) for group in groups]
    numbers = iter(range(len(flat)))
    apart = [" ".join(alone.texts[next(numbers)] for _ in group) for group in groups]
    part = f"Paragraphs: {len(groups)} of up to {_TOGETHER} sentences"
    yield scored(part, "sentence by sentence", apart, joined, alone.seconds)
    wide = replace(trial.manifest, longest=trial.manifest.longest * _TOGETHER)
    whole = decoded(opened(wide), [" ".join(pair.source for pair in group) for group in groups])
    yield scored(part, "at once", whole.texts, joined, whole.seconds)


def _with_context(
    engine: GeneratorEngine, texts: Sequence[Sequence[Pair]], kept: int
) -> tuple[list[str], float]:
    """Articles side by side, a sentence of each at a time; its turns before stand in the prompt."""
    before: list[list[list[str]]] = [[] for _ in texts]
    done: list[list[str]] = [[] for _ in texts]
    begun = time.perf_counter()
    for level in zip_longest(*texts):
        for number, pair in enumerate(level):
            if pair is None:
                continue
            prompt = [*engine._before, *engine._tokens(pair.source), *engine._after]
            turns = [token for turn in before[number][-kept:] for token in turn]
            text = engine._generate([turns + prompt], **engine._best)[0][0].text
            done[number].append(text)
            before[number].append([*prompt, *engine._tokens(text), engine._end, *engine._tokens("\n")])
    return [text for article in done for text in article], time.perf_counter() - begun


def _mixed(engine: GeneratorEngine, sources: Sequence[str], width: int = 32) -> Decoded:
    """Batches of prompts as they come by length, as CTranslate2 itself would pad them."""
    prompts = [engine._prompt(source) for source in sources]
    order = sorted(range(len(prompts)), key=lambda number: -len(prompts[number]))
    found = {}
    begun = time.perf_counter()
    for at in range(0, len(order), width):
        batch = order[at : at + width]
        results = engine._generate([prompts[number] for number in batch], **engine._best)
        found.update(zip(batch, map(tuple, results), strict=True))
    seconds = time.perf_counter() - begun
    return Decoded(tuple(found[number] for number in range(len(prompts))), seconds)


def _part(title: str, pairs: Sequence[Pair]) -> str:
    return f"{title}: {len(pairs)} sentences"
