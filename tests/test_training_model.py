"""Fine-tuning a tiny base for real: PyTorch, checkpoints, the build, and the pipeline with what came out."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests import tiny_base
from translate.models.koen import base, build
from translate.models.koen.gguf_file import GGUF, JoinedFiles
from translate.models.koen.vocabulary import english_bias, kept_rows
from translate.models.koen.weights import Adapter
from translate.models.manifest import Manifest
from translate.training.adapter import pack
from translate.training.batches import Batches, Encoder
from translate.training.errors import TrainingError
from translate.training.marking import example
from translate.training.recipe import Recipe

torch = pytest.importorskip("torch", reason="training needs the extra: pip install 'yongeo[train]'")
pytestmark = pytest.mark.slow

ALPHA = 32.0
# as many passes as it takes, however slow the machine: the clock never ends these runs
RECIPE = Recipe(minutes=1000, learning_rate=3e-3, passes=96, number="float32")


@pytest.fixture(scope="module", autouse=True)
def one_thread() -> None:
    torch.set_num_threads(1)


@pytest.fixture(scope="module")
def gguf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("base") / "tiny.gguf"
    tiny_base.write_base(path)
    return path


@pytest.fixture(autouse=True)
def embedded(gguf_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny base in place of the real one, and an empty cache."""
    monkeypatch.setattr(base, "SHA256", hashlib.sha256(gguf_file.read_bytes()).hexdigest())
    monkeypatch.setattr(base, "SIZE", gguf_file.stat().st_size)
    monkeypatch.setenv("YONGEO_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def start(tmp_path: Path) -> Path:
    """An adapter that changes nothing yet."""
    path = tmp_path / "start.safetensors"
    pack(tiny_base.adapter(), ALPHA, path)
    return path


@pytest.fixture
def memory(tmp_path: Path) -> Path:
    path = tmp_path / "memory.tsv"
    path.write_text("".join(f"{korean}\t{english}\n" for korean, english in tiny_base.pairs()))
    return path


def decoder(gguf_file: Path, adapter_file: Path, number: object) -> object:
    from translate.training.model import Decoder, Frozen

    adapter = Adapter(adapter_file)
    with JoinedFiles([gguf_file]) as stream:
        weights = GGUF(stream)
        return Decoder(Frozen(weights, kept_rows(weights.metadata), number), adapter.matrices, adapter.alpha)


def batches(built: Path, tokens: int = 1400) -> Batches:
    encoder = Encoder(built / "tokenizer.json", Manifest.load(built))
    return Batches([example(*pair) for pair in tiny_base.pairs()], encoder, tokens, seed=1)


def test_the_model_in_pytorch_is_the_one_that_is_built(gguf_file: Path, tmp_path: Path) -> None:
    import ctranslate2

    adapter = tmp_path / "adapter.safetensors"
    pack(tiny_base.adapter(spread=0.3), ALPHA, adapter)
    built = build.ensure(adapter, gguf_file)
    sample = batches(built).window(0)[0][0]
    ids = [*sample.prompt, *sample.answer]
    everywhere = torch.ones(1, len(ids), dtype=torch.bool)
    ours = decoder(gguf_file, adapter, torch.float32)(torch.tensor([ids]), everywhere).detach().numpy()
    generator = ctranslate2.Generator(str(built), compute_type="float32")
    theirs = np.array(generator.forward_batch([ids])).reshape(len(ids), -1)
    theirs -= english_bias(json.loads((built / "vocabulary.json").read_text()))
    # the built one has rounded its weights to eight bits
    assert np.abs(ours - theirs).mean() < 0.02 * np.abs(theirs).mean()


def test_a_run_that_was_interrupted_ends_as_one_that_was_not(
    gguf_file: Path, start: Path, tmp_path: Path
) -> None:
    from translate.training.loop import train

    built = build.ensure(start, gguf_file)
    recipe = Recipe(minutes=1e9, learning_rate=3e-3, passes=1)

    def trained(checkpoint: Path, stop: int | None) -> dict[str, np.ndarray]:
        model = decoder(gguf_file, start, torch.float32)
        steps = train(model, batches(built), recipe, checkpoint)
        for at in steps:
            if at.steps == stop:
                steps.close()
        return model.adapter()

    whole = trained(tmp_path / "one", None)
    trained(tmp_path / "two", 7)
    resumed = trained(tmp_path / "two", None)
    assert whole.keys() == resumed.keys()
    assert all(np.array_equal(whole[name], resumed[name]) for name in whole)
    assert any(not np.array_equal(whole[name], matrix) for name, matrix in tiny_base.adapter().items())


def test_a_damaged_checkpoint_is_told_in_one_line(gguf_file: Path, start: Path, tmp_path: Path) -> None:
    from translate.training.loop import train

    built = build.ensure(start, gguf_file)
    (tmp_path / "checkpoint").write_bytes(b"half of a")
    steps = train(decoder(gguf_file, start, torch.float32), batches(built), RECIPE, tmp_path / "checkpoint")
    with pytest.raises(TrainingError, match=r"checkpoint: the checkpoint is damaged .*; remove the file$"):
        next(steps)


def test_a_made_up_language_is_learnt_until_markers_are_copied(
    gguf_file: Path, start: Path, memory: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from glossary.entry import Entry, Glossary
    from translate.document import How
    from translate.pipeline import Translator
    from translate.training import run
    from translate.training.run import Events, fine_tune

    monkeypatch.setattr(run, "_FIRST_LOOK", 0)  # seconds, in place of a minute
    said: list[str] = []
    states = []
    folder = tmp_path / "result"
    comparison = fine_tune(
        [memory], [], folder, RECIPE, base=gguf_file, start=start, events=Events(said.append, states.append)
    )
    bleu, chrf = comparison.metrics
    assert (bleu.name, chrf.name) == ("BLEU", "chrF2++")
    # of three words there is no BLEU
    assert chrf.before < 30 and chrf.after > 85, comparison
    assert "tok:13a" in bleu.signature and "nw:2" in chrf.signature
    assert comparison.pins == comparison.pairs == len(tiny_base.pairs()) // 10
    assert comparison.exact_before == 0 and comparison.exact_after > 90
    assert comparison.verdict == "better than before: use it"
    assert states[-1].share == 1 and states[-1].loss < states[0].loss / 10
    assert said[0] == "training on 519 pairs with 519 terms, measuring on 57 others"
    assert [line for line in said if line.startswith("training needs about 0.0 GB of memory; ")]
    assert [
        line for line in said if re.search(r"pairs a second: in \d+ more minutes .* seen [\d,]+ pairs", line)
    ]

    # what is left is a small model that translation takes by its folder
    assert sorted(path.name for path in folder.iterdir()) == ["adapter.safetensors", "report.json"]
    glossary = Glossary((Entry("나리", "Opal"),))
    segment = next(Translator(model=folder).translate("가람 나리 하늘", glossary).segments)
    assert segment.target == "Opal sky river"
    assert [pin.how for pin in segment.pins] == [How.MARKER]

    # the same call again finds it done; another one does not touch it
    before = (folder / "adapter.safetensors").stat().st_mtime_ns
    assert fine_tune([memory], [], folder, RECIPE, base=gguf_file, start=start) == comparison
    assert (folder / "adapter.safetensors").stat().st_mtime_ns == before
    memory.write_text(memory.read_text() + "가람 Abel 나루\tAbel ferry river\n")
    with pytest.raises(TrainingError, match="belongs to a training on other files; name another folder"):
        fine_tune([memory], [], folder, RECIPE, base=gguf_file, start=start)


def test_a_killed_run_goes_on_with_the_same_command(
    gguf_file: Path, start: Path, memory: Path, tmp_path: Path
) -> None:
    program = f"""
import sys; from pathlib import Path; import torch; torch.set_num_threads(1)
from translate.models.koen import base; base.SHA256, base.SIZE = {base.SHA256!r}, {base.SIZE}
from translate.training.recipe import Recipe; from translate.training.run import Events, fine_tune
recipe = Recipe(minutes=1e9, learning_rate=3e-3, passes=2, checkpoint_seconds=0)
events = Events(progress=lambda at: print(at.steps, flush=True))
fine_tune([Path({str(memory)!r})], [], Path(sys.argv[1]), recipe,
          base=Path({str(gguf_file)!r}), start=Path({str(start)!r}), events=events)
"""

    def run(folder: Path, kill_at: int | None = None) -> list[int]:
        command = [sys.executable, "-c", program, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            steps = []
            for line in process.stdout:
                steps.append(int(line))
                if steps[-1] == kill_at:
                    process.kill()
        assert (process.returncode == 0) == (kill_at is None)
        return steps

    whole = run(tmp_path / "one")
    run(tmp_path / "two", kill_at=5)
    again = run(tmp_path / "two")
    assert 1 < again[0] <= 6 and again[-1] == whole[-1]
    one, two = ((tmp_path / name / "adapter.safetensors").read_bytes() for name in ("one", "two"))
    assert one == two
    reports = [json.loads((tmp_path / name / "report.json").read_text()) for name in ("one", "two")]
    assert reports[0] == reports[1]
