"""Models: what stands in model.toml, what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest
from models_cli import GENERATOR, SEQ2SEQ, argos_package, new, translates, yongeo

from translate.errors import ModelError
from translate.models.convert import make_model
from translate.models.install import add
from translate.models.manifest import Manifest
from translate.models.store import installed, remove, resolve

pytestmark = pytest.mark.usefixtures("model_cache")


def load(tmp_path: Path, text: str) -> Manifest:
    (tmp_path / "model.toml").write_text(text, encoding="utf-8")
    return Manifest.load(tmp_path)


def test_a_manifest_has_defaults_for_what_most_models_share(tmp_path: Path) -> None:
    manifest = load(tmp_path, GENERATOR)
    assert (manifest.beam, manifest.length_penalty, manifest.compute_type) == (1, 1.0, "int8")
    assert manifest.markers is None and manifest.padding is None and manifest.files == {}
    pieces = load(tmp_path, SEQ2SEQ).pieces
    assert pieces is not None and pieces.target_model == "source.spm"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "kind: is missing"),
        ("kind = ", "not valid TOML"),
        (GENERATOR.replace('"generator"', '"oracle"'), "kind: must be one of generator, seq2seq"),
        (GENERATOR.replace("longest = 100", ""), "longest: is missing"),
        (GENERATOR.replace("100", "0"), "longest: must be at least 1"),
        (GENERATOR.replace("100", '"100"'), "longest: must be of type integer"),
        (GENERATOR.replace("100", "true"), "longest: must be of type integer"),
        (GENERATOR.replace('"MIT"', '""'), "licence: is empty"),
        (GENERATOR + 'compute_type = "int3"\n', "compute_type: must be one of default, "),
        (GENERATOR + "beams = 4\n", "beams: is not a key of model.toml"),
        (GENERATOR.replace("{source}", ""), "prompt.template: must hold {source} once"),
        (GENERATOR.replace(', end = "<c>"', ""), "prompt.end: is missing"),
        (GENERATOR + 'padding = {token = "x", multiple = -1}\n', "padding.multiple: must be at least 1"),
        (
            GENERATOR + 'markers = {open = "<n>", close = "</{n}>", most = 3}\n',
            "markers.open: must hold {n} once",
        ),
        (GENERATOR + 'pieces = {source_model = "x"}\n', "pieces: is not a key"),
        (GENERATOR + '[files]\n"../x" = "00"\n', "files.../x: must be the name of a file in the folder"),
        (GENERATOR + '[files]\nx = "00"\n', "files.x: must be a SHA-256"),
        (SEQ2SEQ.replace("source.spm", "/etc/passwd"), "pieces.source_model: must be the name of a file"),
        (SEQ2SEQ.replace("}", ', target_prefix = "en"}'), "pieces.target_prefix: must be of type array"),
        (SEQ2SEQ.replace("}", ", target_prefix = [1]}"), "pieces.target_prefix: must be a list of tokens"),
    ],
)
def test_a_wrong_manifest_is_refused_with_file_and_key(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ModelError) as error:
        load(tmp_path, text)
    assert f"{tmp_path / 'model.toml'}: {message}" in str(error.value)


def test_the_fingerprint_changes_with_any_file(tmp_path: Path) -> None:
    digest = "0" * 64
    one = load(tmp_path, f'{GENERATOR}[files]\nx = "{digest}"\n').fingerprint
    other = load(tmp_path, f'{GENERATOR}[files]\nx = "{digest.replace("0", "1")}"\n').fingerprint
    assert one != other


# what is installed


def test_a_model_is_found_by_folder_and_by_name(tiny_seq2seq: Path, model_cache: Path) -> None:
    assert resolve(tiny_seq2seq) == tiny_seq2seq
    assert resolve(str(tiny_seq2seq)) == tiny_seq2seq
    add(tiny_seq2seq, "small")
    assert resolve("small") == model_cache / "small"


@pytest.mark.parametrize("name", ["absent", "../absent", "", ".", "a/b", "a\0b"])
def test_an_unknown_model_is_told_in_one_line(name: str) -> None:
    with pytest.raises(ModelError, match="yongeo models") as error:
        resolve(name)
    assert "\n" not in str(error.value)


def test_installed_models_are_listed_verified_and_removed(tiny_seq2seq: Path, model_cache: Path) -> None:
    assert installed() == []
    add(tiny_seq2seq, "small")
    assert [manifest.folder for manifest in installed()] == [model_cache / "small"]
    assert "small\tinstalled" in yongeo("list").output
    assert "[pieces]" in yongeo("info", "small").output
    assert yongeo("verify", "small").exit_code == 0
    assert translates(model_cache / "small")
    assert remove("small") > 1000
    assert installed() == []
    assert "is not installed; `yongeo models list`" in yongeo("remove", "small").output


def test_a_model_that_cannot_be_read_can_be_removed(tiny_seq2seq: Path, model_cache: Path) -> None:
    add(tiny_seq2seq, "small")
    (model_cache / "small" / "model.toml").write_text("?")
    assert yongeo("list").exit_code == 1
    assert yongeo("remove", "small").exit_code == 0
    assert yongeo("list").exit_code == 0


def test_a_model_whose_name_begins_like_the_embedded_ones_stays(
    tiny_seq2seq: Path, model_cache: Path
) -> None:
    add(tiny_seq2seq, "koen-legal")
    (model_cache / f"koen-{'0' * 16}").mkdir()
    (model_cache / f"koen-{'0' * 16}-{'1' * 8}").mkdir()
    remove("koen")
    assert [path.name for path in model_cache.glob("koen-*")] == ["koen-legal"]


def test_verify_names_what_is_damaged(tiny_seq2seq: Path, tmp_path: Path) -> None:
    make_model(argos_package(tiny_seq2seq, tmp_path), folder := new(tmp_path, "made"), "small")
    (folder / "model.bin").write_bytes(b"?")
    result = yongeo("verify", folder)
    assert result.exit_code == 1
    assert f"{folder / 'model.bin'}: damaged or missing" in result.output
