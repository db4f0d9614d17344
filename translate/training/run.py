"""A whole fine-tuning: read, measure, train, build, measure again; each stage is kept."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import math
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.entry import Glossary
from translate.atomic import written
from translate.engines.choose import open_engine
from translate.machine import free_bytes
from translate.models.koen import base as base_weights
from translate.models.koen import build
from translate.models.koen.gguf_file import GGUF
from translate.models.koen.vocabulary import kept_rows
from translate.models.koen.weights import Adapter
from translate.models.manifest import Manifest, file_hash
from translate.models.store import ADAPTER
from translate.training import machine
from translate.training.adapter import pack
from translate.training.batches import LONGEST, Batches, Encoder
from translate.training.errors import TrainingError
from translate.training.evaluation import Comparison, Outcome, compared, outcome
from translate.training.marking import Example, example
from translate.training.pairs import read, sifted, split
from translate.training.recipe import Number, Recipe

if TYPE_CHECKING:
    from translate.training.loop import Progress

REPORT = "report.json"
_HELD_OUT = 200  # pairs
_LEAST = 100  # pairs to train and measure on
_GPU_TOKENS = 4000  # of a batch; steps should be many even where the pairs are few
_SLOW = {
    "float32": "this processor has no bfloat16 arithmetic",
    "bfloat16": "this processor has no bfloat16 arithmetic and too little memory is free for float32",
}
_KEPT = ".run"  # what a run needs to go on; gone when it is over
_FIRST_LOOK = 60  # seconds
_SAID_EVERY = 60  # seconds


@dataclass(frozen=True, slots=True)
class Events:
    """What a run tells while it goes.

    Args:
        say: Takes a line for a person.
        progress: Takes the state of the training after each step.
    """

    say: Callable[[str], None] = lambda line: None
    progress: Callable[[Progress], None] = lambda at: None


@dataclass(frozen=True, slots=True)
class Data:
    """What a run trains and measures on.

    Args:
        training: Examples to train on.
        held_out: Examples to measure on, never trained on.
        dropped: How many pairs were left out, by reason.
    """

    training: tuple[Example, ...]
    held_out: tuple[Example, ...]
    dropped: dict[str, int]


def fine_tune(
    memories: Sequence[Path],
    glossaries: Sequence[Path],
    folder: Path,
    recipe: Recipe | None = None,
    *,
    base: Path | None = None,
    start: Path | None = None,
    events: Events | None = None,
) -> Comparison:
    """Fine-tune the embedded model; the same call goes on where a killed one was.

    Args:
        memories: Files with pairs (see ``translate.training.pairs.read``).
        glossaries: Glossaries whose terms are marked; a later one wins.
        folder: Where the result goes: ``adapter.safetensors``, which makes the folder a model, and
            ``report.json``.
        recipe: How to train.
        base: A GGUF file with the base; by default it is taken from the installed packages.
        start: The adapter to start from; by default the embedded model's.
        events: Who is told of the progress.

    Returns:
        Figures before and after on held-out pairs.

    Raises:
        YongeoError: A file cannot be read, there are too few pairs, or something the run needs is missing.
    """
    for module in ("torch", "sacrebleu"):
        if importlib.util.find_spec(module) is None:
            raise TrainingError(f"{module} is not installed", mend="run pip install 'yongeo[train]'")
    recipe, events = recipe or Recipe(), events or Events()
    parts = [base] if base else base_weights.installed_parts()
    adapter = start or build.package_file(ADAPTER)
    inputs = _fingerprint([*memories, *glossaries, adapter])
    if (folder / REPORT).is_file():
        events.say("this training is over; what it brought:")
        return _finished(folder, inputs)
    built = build.ensure(start, base, progress=True)
    encoder = Encoder(built / "tokenizer.json", Manifest.load(built))
    data = _data(memories, glossaries, encoder, events)
    with _kept(folder, inputs) as kept:
        before = _measured(kept / "before.json", built, data.held_out, "before training", events)
        if not (folder / ADAPTER).is_file():
            _train(data.training, encoder, adapter, parts, recipe, folder, events)
        built = build.ensure(folder / ADAPTER, base, progress=True)
        after = _measured(kept / "after.json", built, data.held_out, "after training", events)
        comparison = compared(before, after, [example.target for example in data.held_out])
        _write_json(folder / REPORT, _report(inputs, data, comparison))
    shutil.rmtree(folder / _KEPT)
    return comparison


def _data(memories: Sequence[Path], glossaries: Sequence[Path], encoder: Encoder, events: Events) -> Data:
    from glossary.matcher import Matcher

    longest = LONGEST - len(encoder.sample("", ""))
    pairs = sifted((pair for path in memories for pair in read(path)), encoder.length, longest)
    for reason, count in pairs.dropped.items():
        events.say(f"left out {count:,}: {reason.value}")
    if len(pairs.pairs) < _LEAST:
        raise TrainingError(
            f"{len(pairs.pairs):,} pairs that can be used are too few; {_LEAST} are needed",
            path=memories[0] if len(memories) == 1 else None,
            mend="give more memories",
        )
    glossary = Glossary.joined(Glossary.load(path) for path in glossaries)
    matcher = Matcher(glossary) if len(glossary) else None
    training, held_out = (
        tuple(example(pair.source, pair.target, matcher) for pair in part)
        for part in split(pairs.pairs, _HELD_OUT)
    )
    held_out = tuple(one for one in held_out if encoder.fits(one))
    terms = sum(len(one.terms) for one in training)
    events.say(
        f"training on {len(training):,} pairs with {terms:,} terms, measuring on {len(held_out):,} others"
    )
    return Data(training, held_out, {reason.value: count for reason, count in pairs.dropped.items()})


def _measured(path: Path, built: Path, held_out: Sequence[Example], when: str, events: Events) -> Outcome:
    if path.is_file():
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Outcome(tuple(kept["translations"]), kept["pins"], kept["exact"])
    events.say(f"measuring {when}")
    said = time.monotonic()

    def noticed(done: int, count: int) -> None:
        nonlocal said
        if time.monotonic() - said >= _SAID_EVERY:
            said = time.monotonic()
            events.say(f"measured {done} of {count}")

    result = outcome(open_engine(built), held_out, noticed)
    _write_json(path, asdict(result))
    return result


def _train(
    examples: Sequence[Example],
    encoder: Encoder,
    start: Path,
    parts: Sequence[Path],
    recipe: Recipe,
    folder: Path,
    events: Events,
) -> None:
    import torch

    from translate.training.loop import train
    from translate.training.model import Decoder, Frozen

    adapter = Adapter(start)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    free = torch.cuda.mem_get_info()[0] if device.type == "cuda" else free_bytes()
    with base_weights.open_base(parts, lambda _: None) as stream:
        weights = GGUF(stream)
        kept = kept_rows(weights.metadata)
        needed = partial(machine.needed_bytes, weights, len(kept))
        recipe, number = _fitted(recipe, device.type, free, needed)
        _tell_needs(needed(recipe.tokens, number), device.type, free, number, events)
        torch.manual_seed(recipe.seed)
        frozen = Frozen(weights, kept, getattr(torch, number))
        decoder = Decoder(frozen, adapter.matrices, adapter.alpha).to(device)
    batches = Batches(examples, encoder, recipe.tokens, recipe.seed)
    look = time.monotonic() + _FIRST_LOOK
    with closing(train(decoder, batches, recipe, folder / _KEPT / "checkpoint.safetensors")) as steps:
        for at in steps:
            events.progress(at)
            if time.monotonic() >= look:
                look = math.inf
                events.say(_outlook(at, len(examples)))
    pack(decoder.adapter(), adapter.alpha, folder / ADAPTER)


def _fitted(
    recipe: Recipe, device: str, free: int, needed: Callable[[int, Number], int]
) -> tuple[Recipe, Number]:
    """The recipe with batches that suit this machine, and the numbers that it is fastest with."""
    if device == "cuda":
        return replace(recipe, tokens=_GPU_TOKENS), recipe.number or "bfloat16"
    if recipe.number is None and machine.lacks_bfloat16():
        half = recipe.tokens // 2
        if needed(half, "float32") <= free:
            return replace(recipe, tokens=half), "float32"
    return recipe, recipe.number or "bfloat16"


def _tell_needs(needed: int, device: str, free: int, number: Number, events: Events) -> None:
    """Say what training needs before it takes it."""
    where = "GPU memory" if device == "cuda" else "memory"
    events.say(f"training needs about {needed / 1e9:.1f} GB of {where}; {free / 1e9:.1f} GB are free")
    if free < needed:
        events.say("warning: that may not be enough: close other programs, or the system may end the run")
    if device == "cpu" and machine.lacks_bfloat16():
        events.say(f"warning: {_SLOW[number]}, so training is several times slower")


def _outlook(at: Progress, examples: int) -> str:
    pairs = at.pairs + round(at.rate * at.left)
    text = (
        f"{at.rate:.1f} pairs a second: in {at.left / 60:.0f} more minutes this machine will have seen "
        f"{pairs:,} pairs, {pairs / examples:.1f} times yours"
    )
    return text if pairs >= examples else f"{text}; more --minutes would let it see all"


@contextmanager
def _kept(folder: Path, inputs: str) -> Iterator[Path]:
    """The folder that a run keeps its state in, for one process at a time."""
    from filelock import FileLock, Timeout

    kept = folder / _KEPT
    try:
        if folder.is_dir() and not kept.is_dir() and any(folder.iterdir()):
            raise TrainingError("holds other files", path=folder, mend="name another folder with -o")
        kept.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise TrainingError(
            f"cannot be made ({error.strerror})", path=folder, mend="name another folder with -o"
        ) from error
    try:
        with FileLock(kept / "lock", timeout=0):
            known = kept / "inputs"
            if known.is_file() and known.read_text(encoding="ascii") != inputs:
                raise _other_run(folder)
            with written(known) as file:
                file.write(inputs.encode("ascii"))
            yield kept
    except Timeout:
        raise TrainingError(
            "another process is training into this folder",
            path=folder,
            mend="wait for it, or name another folder with -o",
        ) from None


def _other_run(folder: Path) -> TrainingError:
    return TrainingError(
        "belongs to a training on other files", path=folder, mend="name another folder with -o, or remove it"
    )


def _fingerprint(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            digest.update(file_hash(path).encode())
        except OSError as error:
            raise TrainingError(
                f"cannot be read ({error.strerror})", path=path, mend="check its name and permissions"
            ) from error
    return digest.hexdigest()


def _report(inputs: str, data: Data, comparison: Comparison) -> dict[str, Any]:
    return {
        "inputs": inputs,
        "trained_on": len(data.training),
        "terms": sum(len(example.terms) for example in data.training),
        "left_out": data.dropped,
        "measured": asdict(comparison),
        "verdict": comparison.verdict,
    }


def _finished(folder: Path, inputs: str) -> Comparison:
    """What an earlier run of the same command found."""
    report = json.loads((folder / REPORT).read_text(encoding="utf-8"))
    if report["inputs"] != inputs:
        raise _other_run(folder)
    return Comparison.read(report["measured"])


def _write_json(path: Path, content: dict[str, Any]) -> None:
    with written(path) as file:
        file.write((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode())
