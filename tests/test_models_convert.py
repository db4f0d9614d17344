"""Models that are added: Argos packages, OPUS-MT releases, checkpoints, archives nobody vouches for."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from models_cli import argos_package, new, translates, yongeo, zip_of

from translate.errors import ModelError
from translate.models.archive import unzip
from translate.models.convert import make_model
from translate.models.install import add
from translate.models.manifest import Manifest
from translate.models.store import installed

pytestmark = pytest.mark.usefixtures("model_cache")


def marian_release(tiny_seq2seq: Path, path: Path, vocabularies: str) -> Path:
    """A tiny OPUS-MT release, as the Helsinki group zips them."""
    import io

    import sentencepiece

    spm = (tiny_seq2seq / "both.spm").read_bytes()
    pieces = sentencepiece.SentencePieceProcessor(model_proto=spm)
    tokens = [pieces.id_to_piece(number) for number in range(pieces.get_piece_size())]
    random, width = np.random.default_rng(7), 8

    def matrix(*shape: int) -> np.ndarray:
        return random.normal(0, 0.5, shape).astype(np.float32)

    weights: dict[str, np.ndarray] = {"Wemb": matrix(len(tokens), width)}
    weights["decoder_ff_logit_out_b"] = matrix(1, len(tokens))
    for scope, attentions in (("encoder_l1", ["self"]), ("decoder_l1", ["self", "context"])):
        for attention in attentions:
            for short in "qkvo":
                weights[f"{scope}_{attention}_W{short}"] = matrix(width, width)
                weights[f"{scope}_{attention}_b{short}"] = matrix(1, width)
            weights[f"{scope}_{attention}_Wo_ln_scale"] = np.ones((1, width), np.float32)
            weights[f"{scope}_{attention}_Wo_ln_bias"] = np.zeros((1, width), np.float32)
        for number, shape in (("1", (width, 16)), ("2", (16, width))):
            weights[f"{scope}_ffn_W{number}"] = matrix(*shape)
            weights[f"{scope}_ffn_b{number}"] = matrix(1, shape[1])
        weights[f"{scope}_ffn_ffn_ln_scale"] = np.ones((1, width), np.float32)
        weights[f"{scope}_ffn_ffn_ln_bias"] = np.zeros((1, width), np.float32)
    settings = {
        "type": "transformer",
        "enc-depth": 1,
        "dec-depth": 1,
        "transformer-heads": 2,
        "transformer-ffn-activation": "relu",
        "transformer-preprocess": "",
        "transformer-postprocess": "dan",
        "transformer-postprocess-emb": "d",
        "transformer-decoder-autoreg": "self-attention",
        "transformer-no-projection": False,
        "transformer-guided-alignment-layer": "last",
    }
    weights["special:model.yml"] = np.frombuffer(json.dumps(settings).encode() + b"\0", np.int8)
    model = io.BytesIO()
    np.savez(model, **weights)
    files = {
        "opus.npz": model.getvalue(),
        "source.spm": spm,
        "target.spm": spm,
        "decoder.yml": b"relative-paths: true",
    }
    if vocabularies == "one":
        lines = (
            f"{json.dumps(token, ensure_ascii=False)}: {number}\n" for number, token in enumerate(tokens)
        )
        files["opus.spm32k-spm32k.vocab.yml"] = "".join(lines).encode()
    else:
        for side in ("src", "trg"):
            files[f"opus.{side}.vocab"] = "\n".join(tokens).encode()
    return zip_of(files, path)


def test_an_argos_package_becomes_a_model(tiny_seq2seq: Path, tmp_path: Path, model_cache: Path) -> None:
    result = yongeo("add", argos_package(tiny_seq2seq, tmp_path), "--name", "argos")
    assert result.output == f"argos: {model_cache / 'argos'}\n"
    manifest = Manifest.load(model_cache / "argos")
    assert (manifest.kind, manifest.licence) == ("seq2seq", "CC0")
    assert manifest.damaged() == []
    assert not any("stanza" in path.name or path.suffix == ".pt" for path in manifest.folder.iterdir())
    assert translates(manifest.folder)


@pytest.mark.parametrize("vocabularies", ["one", "two"])
def test_an_opus_mt_release_becomes_a_model(tiny_seq2seq: Path, tmp_path: Path, vocabularies: str) -> None:
    release = marian_release(tiny_seq2seq, tmp_path / "opus-2019-12-18.zip", vocabularies)
    result = yongeo("convert", release, "-o", tmp_path / "opus")
    assert result.exit_code == 0, result.output
    pieces = Manifest.load(tmp_path / "opus").pieces
    # Marian's converter has CTranslate2 add the end of the sentence: once is enough
    assert pieces is not None and pieces.source_suffix == ()
    assert (pieces.source_model, pieces.target_model) == ("source.spm", "target.spm")
    assert translates(tmp_path / "opus")


@pytest.mark.parametrize(
    ("tokens", "config", "prefix", "suffix", "start"),
    [
        (["kor_Hang", "eng_Latn"], {"decoder_start_token": "</s>"}, ("kor_Hang",), ("</s>",), ("eng_Latn",)),
        (["__ko__", "__en__"], {"decoder_start_token": "</s>"}, ("__ko__",), ("</s>",), ("__en__",)),
        (["<2en>"], {"decoder_start_token": "<pad>"}, ("<2en>",), ("</s>",), ()),
        ([], {"decoder_start_token": "<pad>"}, (), ("</s>",), ()),
        ([], {"decoder_start_token": "<pad>", "add_source_eos": True}, (), (), ()),
        ([], {"decoder_start_token": "<s>"}, (), (), ()),
    ],
    ids=["nllb", "m2m100", "madlad", "marian-transformers", "marian", "opennmt"],
)
def test_a_family_is_told_by_its_vocabulary(
    tmp_path: Path,
    tokens: list[str],
    config: dict[str, Any],
    prefix: tuple[str, ...],
    suffix: tuple[str, ...],
    start: tuple[str, ...],
) -> None:
    folder = new(tmp_path, "plain")
    (folder / "model.bin").write_bytes(b"weights")
    (folder / "spiece.model").write_bytes(b"pieces")
    (folder / "config.json").write_text(json.dumps(config))
    (folder / "shared_vocabulary.json").write_text(json.dumps(["<unk>", "<s>", "</s>", *tokens]))
    make_model(folder, new(tmp_path, "made"), "plain")
    pieces = Manifest.load(tmp_path / "made").pieces
    assert pieces is not None
    assert (pieces.source_prefix, pieces.source_suffix, pieces.target_prefix) == (prefix, suffix, start)


def test_a_chat_model_gets_a_prompt_that_asks_for_a_translation(tiny_generator: Path, tmp_path: Path) -> None:
    plain = new(tmp_path, "plain")
    for path in tiny_generator.iterdir():
        if path.name != "model.toml":
            shutil.copy(path, plain)
    make_model(plain, new(tmp_path, "made"), "chat")
    manifest = Manifest.load(tmp_path / "made")
    assert manifest.prompt is not None
    assert manifest.prompt.template.startswith("<|im_start|>user\nTranslate this Korean text into English.")
    assert manifest.markers is None
    assert translates(tmp_path / "made")


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"a.txt": b"x"}, "holds no model that is known here"),
        ({"model.bin": b"x"}, "has no vocabulary"),
        ({"model.bin": b"x", "shared_vocabulary.json": b"[]"}, "has no SentencePiece model"),
        ({"model.bin": b"x", "shared_vocabulary.json": b"{}"}, "is not a list of tokens"),
        ({"model.bin": b"x", "shared_vocabulary.json": b"[" * 100_000}, "is not valid JSON"),
        ({"model.bin": b"x", "vocabulary.json": b'["a"]'}, "has no tokenizer.json"),
        ({"model.bin": b"x", "vocabulary.json": b'["a"]', "tokenizer.json": b"{}"}, "not known here"),
        ({"config.json": b"{}", "pytorch_model.bin": b"x"}, "weights in pickles .* are not opened"),
        ({"model.npz": b"x"}, "holds no vocabulary"),
        ({"model.npz": b"x", "a.vocab.yml": b"a: 0\n"}, "cannot be converted"),
        ({"metadata.json": b"[]", "model/model.bin": b"x"}, "is not the metadata of an Argos package"),
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, files: dict[str, bytes], message: str) -> None:
    archive = zip_of(files, tmp_path / "odd.zip")
    with pytest.raises(ModelError, match=message) as error:
        add(archive)
    assert "\n" not in str(error.value)
    assert installed() == []
    assert not [path for path in (tmp_path / "cache" / "models").iterdir() if path.is_dir()]


def test_an_array_of_objects_in_the_weights_is_not_unpickled(tiny_seq2seq: Path, tmp_path: Path) -> None:
    folder = new(tmp_path, "evil")
    np.savez(folder / "model.npz", **{"special:model.yml": np.array([os.getcwd], dtype=object)})
    (folder / "a.vocab.yml").write_text("a: 0\n")
    with pytest.raises(ModelError, match="allow_pickle=False"):
        make_model(folder, new(tmp_path, "made"), "evil")


def test_a_model_is_not_installed_over_another(tiny_seq2seq: Path) -> None:
    add(tiny_seq2seq, "small")
    with pytest.raises(ModelError, match="a model 'small' is installed; remove it first"):
        add(tiny_seq2seq, "small")
    for name in ("koen", "..", "a/b", ".hidden", "-x"):
        with pytest.raises(ModelError, match="cannot be a model's name"):
            add(tiny_seq2seq, name)


# archives that nobody vouches for


@pytest.mark.parametrize("name", ["../out", "/out", "a/../../out", "..\\out", "C:\\out", "a/..", "a\0b/../x"])
def test_an_archive_writes_nothing_outside(tmp_path: Path, name: str) -> None:
    archive = zip_of({name: b"x"}, tmp_path / "a.zip")
    folder = new(tmp_path, "inside")
    before = set(tmp_path.iterdir())
    try:
        unzip(archive, folder)
    except ModelError as error:
        assert "would lie outside" in str(error)
    assert set(tmp_path.iterdir()) == before


def test_links_in_an_archive_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("model.bin")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(ModelError, match="holds something that is no plain file"):
        unzip(tmp_path / "a.zip", new(tmp_path, "inside"))


def test_a_file_longer_than_it_says_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("model.bin", b"0" * 5_000_000)
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    directory = raw.rindex(b"PK\1\2")
    for place in (22, directory + 24):  # the size unpacked, in the local header and in the directory
        raw[place : place + 4] = (10).to_bytes(4, "little")
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(ModelError):
        unzip(tmp_path / "a.zip", new(tmp_path, "inside"))
    assert (tmp_path / "inside" / "model.bin").stat().st_size < 5_000_000


@pytest.mark.parametrize("length", [0, 10, 200, -1])
def test_a_damaged_archive_is_refused_in_one_line(tmp_path: Path, length: int) -> None:
    whole = zip_of({"a/model.bin": bytes(range(256)) * 4}, tmp_path / "a.zip").read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[:length])
    with pytest.raises(ModelError, match="not a zip file") as error:
        unzip(tmp_path / "a.zip", new(tmp_path, "inside"))
    assert "\n" not in str(error.value)
