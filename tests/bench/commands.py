"""Parts that run the command: start, memory, growth."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from statistics import median

from tests.bench.measure import Process, Row, measured, process, row
from tests.bench.sample import article, glossary
from tests.bench.setting import Setting
from translate.commands import main
from translate.models.store import resolve

_YONGEO = [sys.executable, "-m", "translate"]
_SENTENCE = "한빛전자는 지난달 서울에서 새 공장을 짓기로 했다고 밝혔다."
# what it takes to translate one sentence with the same weights and nothing else
_RAW = """
import sys
import ctranslate2
from translate.models.manifest import Manifest
manifest = Manifest.load(sys.argv[1])
if manifest.kind == "generator":
    from tokenizers import Tokenizer
    model = ctranslate2.Generator(sys.argv[1], compute_type=manifest.compute_type)
    tokenizer = Tokenizer.from_file(sys.argv[1] + "/tokenizer.json")
    prompt = tokenizer.encode(manifest.prompt.template.format(source=sys.stdin.read())).tokens
    result = model.generate_batch([prompt], max_length=128, include_prompt_in_result=False, sampling_topk=1,
                                  end_token=manifest.prompt.end)[0]
    print(tokenizer.decode(result.sequences_ids[0]))
else:
    from sentencepiece import SentencePieceProcessor
    model = ctranslate2.Translator(sys.argv[1], compute_type=manifest.compute_type)
    pieces = manifest.pieces
    spm = SentencePieceProcessor(model_file=f"{sys.argv[1]}/{pieces.source_model}")
    tokens = [*pieces.source_prefix, *spm.encode(sys.stdin.read(), out_type=str), *pieces.source_suffix]
    prefix = [list(pieces.target_prefix)] if pieces.target_prefix else None
    print(spm.decode(model.translate_batch([tokens], target_prefix=prefix)[0].hypotheses[0]))
"""


def start(setting: Setting) -> Iterator[Row]:
    """Seconds and memory from nothing to the end, each in a process of its own."""
    one = [*_YONGEO, "translate", "-", "--memory", "none", "--quiet", *setting.options]
    commands: dict[str, tuple[Sequence[str | Path], str]] = {
        "an empty Python": ([sys.executable, "-c", "pass"], ""),
        "`yongeo --help`": ([*_YONGEO, "--help"], ""),
    }
    if not setting.copy:
        raw = [sys.executable, "-c", _RAW, str(resolve(setting.model, progress=True))]
        commands["one sentence, CTranslate2 and its tokenizer alone"] = (raw, _SENTENCE)
    commands["one sentence, `yongeo translate -`"] = (one, _SENTENCE)
    taken: dict[str, list[Process]] = {name: [] for name in commands}

    def run(name: str) -> float:
        taken[name].append(process(*commands[name]))
        return taken[name][-1].seconds

    seconds = measured({name: partial(run, name) for name in commands}, setting.rounds)
    base = None
    for name, times in seconds.items():
        memory = median(one.megabytes for one in taken[name])
        value = f"{median(times):.2f} s, {memory:.0f} MB"
        if base is None:
            yield Row("Cold start", name, value)
        else:
            yield row("Cold start", name, value, times, seconds[base], base)
        base = name


def growth(setting: Setting) -> Iterator[Row]:
    """Seconds a character and most memory for one, ten and a hundred times the text, without a model."""
    count, rounds = (50, 2) if setting.quick else (400, 3)
    terms = setting.folder / "terms.yaml"
    lines = [f"  {entry.source}: {entry.target}\n" for entry in glossary(1000)]
    terms.write_text("version: 1\nterms:\n" + "".join(lines), encoding="utf-8")
    options = ["-g", str(terms), "--engine", "copy", "--memory", "none", "--quiet"]
    arguments: dict[int, list[str]] = {}
    characters = {}
    for factor in (1, 10, 100):
        source = setting.folder / f"{factor}.txt"
        text = article(count * factor)
        source.write_text(text, encoding="utf-8")
        characters[factor] = len(text)
        arguments[factor] = ["translate", str(source), "-o", str(source.with_suffix(".en")), *options]
    _command(arguments[1])  # loads what is loaded once
    costs = measured({str(n): partial(_cost, arguments[n], characters[n]) for n in arguments}, rounds)
    part = "Growth without a model, 1,000 terms"
    for factor, cost in zip(arguments, costs.values(), strict=True):
        value = f"{median(cost) * 1e6:.1f} µs a character"
        if factor == 1:
            yield Row(part, f"{characters[1]:,} characters", value)
        else:
            yield row(part, f"{factor} ×", value, cost, costs["1"], "1 ×", "no more than 1")
    held = {factor: process([*_YONGEO, *arguments[factor]]).megabytes for factor in arguments}
    for factor in arguments:
        value = f"{held[factor]:.0f} MB at most"
        if factor == 1:
            yield Row(part, f"{characters[1]:,} characters, memory", value)
        else:
            yield row(part, f"{factor} ×, memory", value, [held[factor]], [held[1]], "1 ×")


def _cost(arguments: list[str], characters: int) -> float:
    """Seconds a character of the command in this process, which has all it needs loaded."""
    begun = time.perf_counter()
    _command(arguments)
    return (time.perf_counter() - begun) / characters


def _command(arguments: list[str]) -> None:
    try:
        main(arguments, prog_name="yongeo")
    except SystemExit as end:
        if end.code:
            raise
