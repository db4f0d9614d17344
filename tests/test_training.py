"""Fine-tuning without PyTorch: pairs cut into batches, the verdict, the command, the adapter."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import tiny_base
from translate.engines import Hypothesis, Markers
from translate.engines.generator import GeneratorEngine
from translate.errors import ModelError
from translate.models.koen.build import write_model
from translate.models.koen.gguf_file import GGUF, JoinedFiles
from translate.models.koen.weights import Adapter
from translate.models.manifest import Manifest
from translate.training import machine
from translate.training.adapter import pack
from translate.training.batches import LONGEST, Batches, Encoder
from translate.training.evaluation import Comparison, Metric, Outcome, compared, outcome
from translate.training.marking import example, renderings
from translate.training.recipe import Number, Recipe

MARKERS = Markers("<{n}>", "</{n}>", 16)


# Batches


PAIRS = [example(f"시장 {n}번 Opal 공장", f"Opal plant, market number {n}") for n in range(63)] + [
    example("비가 왔다.", "It rained.")
]


@pytest.fixture
def encoder(tiny_generator: Path) -> Encoder:
    return Encoder(tiny_generator / "tokenizer.json", Manifest.load(tiny_generator))


def decoded(tiny_generator: Path, tokens: Sequence[int]) -> str:
    from tokenizers import Tokenizer

    text: str = Tokenizer.from_file(str(tiny_generator / "tokenizer.json")).decode(
        list(tokens), skip_special_tokens=False
    )
    return text


def test_a_sample_is_the_prompt_that_the_engine_sends_and_the_answer_with_its_end(
    encoder: Encoder, tiny_generator: Path
) -> None:
    sample = encoder.sample("비가 왔다.", "It rained.", padding=2)
    assert decoded(tiny_generator, sample.prompt) == (
        "<|im_start|>user\n비가 왔다.<|endoftext|><|endoftext|><|im_end|>\n<|im_start|>assistant\n"
    )
    assert decoded(tiny_generator, sample.answer) == "It rained.<|im_end|>"


def test_words_of_the_lexicon_and_names_are_told_in_english_as_the_engine_tells_them(
    tiny_generator: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(tiny_generator, tmp_path / "model")
    (folder / "words.tsv").write_text("소해함\tminesweeper\n", "utf-8")
    manifest = folder / "model.toml"
    manifest.write_text('lexicon = "words.tsv"\n' + manifest.read_text("utf-8"), "utf-8")
    encoder = Encoder(folder / "tokenizer.json", Manifest.load(folder))
    sample = encoder.sample("<1>Navy</1> 소해함을 변혜숙 씨가 탔다.", "")
    text = "<1>Navy</1> minesweeper을 Byun Hye-suk 씨가 탔다."
    prompt = f"<|im_start|>user\n{text}<|im_end|>\n<|im_start|>assistant\n"
    assert decoded(folder, sample.prompt) == prompt
    assert GeneratorEngine(Manifest.load(folder), 1, None, None).length("소해함") == encoder.length(
        "minesweeper"
    )


def test_what_looks_like_a_special_token_in_a_pair_is_text(encoder: Encoder) -> None:
    end = encoder.sample("", "").answer
    assert len(end) == 1
    assert encoder.sample("비", "<|im_end|>").answer.count(end[0]) == 1


def test_each_window_is_a_function_of_its_number(encoder: Encoder) -> None:
    one, other = (Batches(PAIRS, encoder, 2000, seed=1) for _ in range(2))
    later = one.window(5)
    assert [one.window(n) for n in range(6)] == [other.window(n) for n in range(6)]
    assert later == other.window(5) != other.window(4)
    assert Batches(PAIRS, encoder, 2000, seed=2).window(5) != later


def test_batches_keep_to_their_tokens_and_all_pairs_come_equally_often(
    encoder: Encoder, tiny_generator: Path
) -> None:
    batches = Batches(PAIRS, encoder, 2000, seed=1)
    windows = [batches.window(n) for n in range(2)]  # ten passes over 64 pairs
    assert all(len(batch) * max(map(len, batch)) <= 2000 for window in windows for batch in window)
    assert max(len(batch) for window in windows for batch in window) > 10
    samples = [sample for window in windows for batch in window for sample in batch]
    assert len(samples) == 10 * len(PAIRS)
    rain = encoder.sample("비가 왔다.", "It rained.").answer
    assert sum(sample.answer == rain for sample in samples) == 10


def test_half_of_the_pairs_with_terms_are_marked_and_prompts_have_up_to_seven_tokens_of_padding(
    encoder: Encoder, tiny_generator: Path
) -> None:
    samples = [sample for batch in Batches(PAIRS[:63], encoder, 2000, seed=1).window(0) for sample in batch]
    marked = sum("</1>" in decoded(tiny_generator, sample.answer) for sample in samples)
    assert 0.4 < marked / len(samples) < 0.6
    padding = Counter(sum(token == encoder.padding for token in sample.prompt) for sample in samples)
    assert set(padding) == set(range(8))
    assert 0.4 < padding[0] / len(samples) < 0.7


def test_a_pair_that_markers_make_too_long_is_shown_without(encoder: Encoder, tiny_generator: Path) -> None:
    words = " ".join(["Opal"] * 23)  # 115 bytes on each side, and a token for each
    long = example(f"비 {words}", f"It {words}")
    assert LONGEST - 10 <= len(encoder.sample(long.source, long.target)) <= LONGEST
    for batch in Batches([long], encoder, 2000, seed=1).window(0):
        assert not any("</1>" in decoded(tiny_generator, sample.answer) for sample in batch)


# Measuring


class Phrasebook:
    """An engine that knows some sentences."""

    name, model, fingerprint, markers, longest = "phrasebook", "phrasebook", "1", MARKERS, 1000
    doubtful: float | None = None

    def __init__(self, sentences: dict[str, str]) -> None:
        self.sentences = sentences

    def length(self, text: str) -> int:
        return len(text)

    def translate(
        self, texts: Sequence[str], hypotheses: int = 1, without: Sequence[str] = ()
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        for number in reversed(range(len(texts))):
            yield number, [Hypothesis(self.sentences[texts[number]])]


def test_a_pin_is_exact_if_its_marker_comes_out_once_with_its_rendering() -> None:
    examples = [example(f"Opal {n}", f"Opal {n}") for n in range(3)] + [example("비", "rain")]
    assert len(renderings(examples)) == 6
    engine = Phrasebook(
        {
            "Opal 0": "Opal",
            "Opal 1": "Opal",
            "Opal 2": "Opal",
            "비": "rain",
            "<1>Opal</1> <2>0</2>": "<2>0</2> by <1>Opal</1>",
            "<1>Opal</1> <2>1</2>": "<1>Opals</1> <2>1</2>",
            "<1>Opal</1> <2>2</2>": "<1>Opal</1> <1>Opal</1>",
        }
    )
    result = outcome(engine, examples)
    assert result == Outcome(("Opal", "Opal", "Opal", "rain"), pins=6, exact=3)
    assert result.exact_share == 50


REFERENCES = [f"The mayor opened bridge number {n} over the river on Monday." for n in range(40)]
GOOD = tuple(REFERENCES)
BAD = tuple(f"Mayor bridge {n} opens." for n in range(40))


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        (Outcome(BAD, 10, 9), Outcome(GOOD, 10, 9), "better than before: use it"),
        (Outcome(GOOD, 10, 9), Outcome(BAD, 10, 10), "worse than before: do not use it; more pairs"),
        (Outcome(GOOD, 10, 9), Outcome(GOOD, 10, 9), "no difference that is more than chance"),
        (Outcome(BAD, 100, 99), Outcome(GOOD, 100, 90), "it keeps fewer terms than before: do not use it"),
    ],
)
def test_the_verdict_is_plain(before: Outcome, after: Outcome, verdict: str) -> None:
    comparison = compared(before, after, REFERENCES)
    assert comparison.verdict.startswith(verdict)
    bleu, chrf = comparison.metrics
    assert (bleu.name, chrf.name) == ("BLEU", "chrF2++")
    assert bleu.signature.startswith("nrefs:1|") and "nw:2" in chrf.signature
    assert (bleu.after > 99) == (after.translations == GOOD)


def test_without_pins_all_of_them_are_exact() -> None:
    assert Outcome(("a",), 0, 0).exact_share == 100


def test_a_small_difference_is_chance() -> None:
    metric = Metric("BLEU", 20.0, 20.4, 0.2, "")
    assert Comparison(200, 10, (metric,), 95.0, 95.0).verdict.startswith("no difference")


# The command


def test_nothing_else_imports_training_and_help_loads_no_torch() -> None:
    package = Path(__file__).parent.parent / "translate"
    importing = [
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"^\s*(from|import) translate\.training", path.read_text(), re.MULTILINE)
    ]
    assert all(name.startswith("training/") for name in importing)
    program = (
        "import sys; from click.testing import CliRunner; from translate.commands import main\n"
        "print(CliRunner().invoke(main, ['train', '--help']).output)\n"
        "assert not {'torch', 'sacrebleu', 'tokenizers', 'numpy', 'rich'} & set(sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "yongeo train legal.tmx -g legal.yaml" in result.stdout


def test_without_pytorch_one_line_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "memory.tsv").write_text("비가 왔다.\tIt rained.\n")
    program = (
        "import importlib.util, sys; find = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name: None if name == 'torch' else find(name)\n"
        "from translate.commands import main; main(['train', 'memory.tsv'])"
    )
    result = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True)
    assert result.stderr == "yongeo: torch is not installed; run pip install 'yongeo[train]'\n"
    assert result.returncode == 1
    assert [path.name for path in tmp_path.iterdir()] == ["memory.tsv"]


def test_the_commands_that_the_documentation_shows_are_understood(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translate.commands import main

    documentation = (Path(__file__).parent.parent / "docs" / "training.md").read_text()
    commands = re.findall(r"^yongeo (train|translate) (.*)$", documentation, re.MULTILINE)
    assert [name for name, _ in commands] == ["train", "translate"]
    monkeypatch.chdir(tmp_path)
    for name in ("legal.tmx", "contracts.xliff", "legal.yaml"):
        Path(name).touch()
    for name, arguments in commands:
        command = main.get_command(click.Context(main), name)
        assert command is not None
        command.make_context(name, arguments.split())


# The adapter's file


@given(st.lists(st.lists(st.floats(-8, 8, width=32), min_size=3, max_size=3), min_size=1, max_size=5))
def test_an_adapter_is_packed_to_eight_bits_a_row(rows: list[list[float]]) -> None:
    values = np.array(rows, np.float32)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "adapter.safetensors"
        pack({"layers.0.q.A": values}, 32.0, path)
        adapter = Adapter(path)
    assert adapter.alpha == 32
    largest = np.abs(values).max(axis=1, keepdims=True)
    assert np.all(np.abs(adapter.matrices["layers.0.q.A"] - values) <= largest / 200 + 1e-9)


@pytest.mark.parametrize("content", [b"", b"half of a", b"\x02\0\0\0\0\0\0\0{}"])
def test_a_file_that_is_no_adapter_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "adapter.safetensors"
    path.write_bytes(content)
    with pytest.raises(
        ModelError, match=r"adapter\.safetensors: not an adapter that can be read \(.*\); take"
    ):
        Adapter(path)


def test_an_adapter_for_another_base_is_refused(tmp_path: Path) -> None:
    tiny_base.write_base(tmp_path / "tiny.gguf")
    pack({"layers.0.q.A": np.ones((2, 8)), "layers.0.q.B": np.ones((8, 2))}, 4.0, tmp_path / "adapter")
    with (
        JoinedFiles([tmp_path / "tiny.gguf"]) as stream,
        pytest.raises(ModelError, match="the adapter was trained for another base"),
    ):
        (tmp_path / "built").mkdir()
        write_model(stream, tmp_path / "adapter", tmp_path / "built", lambda total: lambda done: None)


# The machine


@pytest.mark.parametrize(
    ("asked", "device", "lacks", "free", "tokens", "number"),
    [
        (None, "cpu", False, 10, 1400, "bfloat16"),
        (None, "cpu", True, 10, 700, "float32"),  # several times faster there
        (None, "cpu", True, 9, 1400, "bfloat16"),  # too little memory for float32
        ("bfloat16", "cpu", True, 10, 1400, "bfloat16"),
        ("float32", "cpu", False, 10, 1400, "float32"),
        (None, "cuda", True, 10, 4000, "bfloat16"),
    ],
)
def test_numbers_and_batches_suit_the_machine(
    monkeypatch: pytest.MonkeyPatch,
    asked: Number | None,
    device: str,
    lacks: bool,
    free: int,
    tokens: int,
    number: Number,
) -> None:
    from translate.training import run

    def needed(tokens: int, number: Number) -> int:
        return {(700, "float32"): 10}[tokens, number]  # nothing else needs to be asked

    monkeypatch.setattr(machine, "lacks_bfloat16", lambda: lacks)
    recipe, chosen = run._fitted(Recipe(number=asked), device, free, needed)
    assert (recipe.tokens, chosen) == (tokens, number)


@pytest.mark.model
def test_the_embedded_model_needs_about_twelve_gigabytes_to_train() -> None:
    from translate.models.koen.base import installed_parts
    from translate.models.koen.vocabulary import kept_rows

    with JoinedFiles(installed_parts()) as stream:
        base = GGUF(stream)
        vocabulary = len(kept_rows(base.metadata))
        assert 11e9 < machine.needed_bytes(base, vocabulary, 1400, "bfloat16") < 13e9
        assert 13e9 < machine.needed_bytes(base, vocabulary, 700, "float32") < 15e9


def test_missing_base_weights_are_told_before_anything_is_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from translate.errors import ModelError
    from translate.training import run

    def none() -> list[Path]:
        raise ModelError("the base is not installed")

    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: object())
    monkeypatch.setattr(run.base_weights, "installed_parts", none)
    said: list[str] = []
    with pytest.raises(ModelError, match="the base is not installed"):
        run.fine_tune([tmp_path / "a.tsv"], [], tmp_path / "out", events=run.Events(said.append))
    assert said == [] and not (tmp_path / "out").exists()
