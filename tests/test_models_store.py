"""Models: what stands in model.toml, what is installed, what can be pulled, added and converted."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner, Result

from translate.commands import main
from translate.engines.choose import open_engine
from translate.errors import ModelError
from translate.models import fetch
from translate.models.archive import unzip
from translate.models.catalogue import Offer, offers
from translate.models.convert import make_model
from translate.models.fetch import RemoteFile, download
from translate.models.install import add, pull
from translate.models.manifest import Manifest, file_hash
from translate.models.store import installed, remove, resolve

GENERATOR = """\
name = "mine"
kind = "generator"
licence = "MIT"
source = "here"
longest = 100
prompt = {template = "<a>{source}<b>", end = "<c>"}
"""
SEQ2SEQ = """\
name = "mine"
kind = "seq2seq"
licence = "MIT"
source = "here"
longest = 100
pieces = {source_model = "source.spm"}
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YONGEO_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(fetch, "_PAUSE", 0.0)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "HF_ENDPOINT", "YONGEO_MIRROR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "cache" / "models"


def yongeo(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["models", *map(str, arguments)])


def load(tmp_path: Path, text: str) -> Manifest:
    (tmp_path / "model.toml").write_text(text, encoding="utf-8")
    return Manifest.load(tmp_path)


# model.toml


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


def test_a_model_is_found_by_folder_and_by_name(tiny_seq2seq: Path, cache: Path) -> None:
    assert resolve(tiny_seq2seq) == tiny_seq2seq
    assert resolve(str(tiny_seq2seq)) == tiny_seq2seq
    add(tiny_seq2seq, "small")
    assert resolve("small") == cache / "small"


@pytest.mark.parametrize("name", ["absent", "../absent", "", ".", "a/b", "a\0b"])
def test_an_unknown_model_is_told_in_one_line(name: str) -> None:
    with pytest.raises(ModelError, match="yongeo models") as error:
        resolve(name)
    assert "\n" not in str(error.value)


def test_installed_models_are_listed_verified_and_removed(tiny_seq2seq: Path, cache: Path) -> None:
    assert installed() == []
    add(tiny_seq2seq, "small")
    assert [manifest.folder for manifest in installed()] == [cache / "small"]
    assert "small\tinstalled" in yongeo("list").output
    assert "[pieces]" in yongeo("info", "small").output
    assert yongeo("verify", "small").exit_code == 0
    assert translates(cache / "small")
    assert remove("small") > 1000
    assert installed() == []
    assert "is not installed; `yongeo models list`" in yongeo("remove", "small").output


def test_a_model_that_cannot_be_read_can_be_removed(tiny_seq2seq: Path, cache: Path) -> None:
    add(tiny_seq2seq, "small")
    (cache / "small" / "model.toml").write_text("?")
    assert yongeo("list").exit_code == 1
    assert yongeo("remove", "small").exit_code == 0
    assert yongeo("list").exit_code == 0


def test_a_model_whose_name_begins_like_the_embedded_ones_stays(tiny_seq2seq: Path, cache: Path) -> None:
    add(tiny_seq2seq, "koen-legal")
    (cache / f"koen-{'0' * 16}").mkdir()
    remove("koen")
    assert [path.name for path in cache.glob("koen-*")] == ["koen-legal"]


def test_verify_names_what_is_damaged(tiny_seq2seq: Path, tmp_path: Path) -> None:
    make_model(argos_package(tiny_seq2seq, tmp_path), folder := new(tmp_path, "made"), "small")
    (folder / "model.bin").write_bytes(b"?")
    result = yongeo("verify", folder)
    assert result.exit_code == 1
    assert f"{folder / 'model.bin'}: damaged or missing" in result.output


# adding and converting


def new(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder


def zip_of(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def contents(folder: Path, prefix: str = "") -> dict[str, bytes]:
    return {prefix + path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def argos_package(model: Path, folder: Path) -> Path:
    """The tiny model packed as Argos Translate packs its own."""
    root = "translate-ko_en-1_1/"
    files = contents(model, f"{root}model/")
    files[f"{root}sentencepiece.model"] = files.pop(f"{root}model/both.spm")
    del files[f"{root}model/model.toml"]
    files[f"{root}metadata.json"] = json.dumps(
        {"from_code": "ko", "to_code": "en", "license": "CC0"}
    ).encode()
    files[f"{root}stanza/ko/tokenize.pt"] = b"a pickle"
    return zip_of(files, folder / "translate-ko_en-1_1.argosmodel")


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


def translates(folder: Path) -> bool:
    found = dict(open_engine(folder).translate(["시장은 오늘 문을 열었다.", "네"]))
    return sorted(found) == [0, 1]


def test_an_argos_package_becomes_a_model(tiny_seq2seq: Path, tmp_path: Path, cache: Path) -> None:
    result = yongeo("add", argos_package(tiny_seq2seq, tmp_path), "--name", "argos")
    assert result.output == f"argos: {cache / 'argos'}\n"
    manifest = Manifest.load(cache / "argos")
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


# downloads, from a server on this machine


class Server:
    """Serves files; ``drop_after`` bytes of a body it closes the connection, ``drops`` times."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.drops = 0
        self.drop_after = 0
        self.ranges = True
        self.status = 200
        self.requests: list[tuple[str, str | None]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = self.headers.get("Range")
                server.requests.append((self.path, asked))
                path = (
                    self.path.split("://", 1)[-1].partition("/")[2] if "://" in self.path else self.path[1:]
                )
                if server.status != 200 or path not in server.files:
                    self.send_error(server.status if server.status != 200 else 404)
                    return
                body = server.files[path]
                start = 0
                if asked and server.ranges:
                    start = int(asked.removeprefix("bytes=").removesuffix("-"))
                    if start >= len(body):
                        self.send_response(416)
                        self.send_header("Content-Range", f"bytes */{len(body)}")
                        self.send_header("Content-Length", "0")
                        self.end_headers()
                        return
                    self.send_response(206)
                else:
                    self.send_response(200)
                self.send_header("Content-Length", str(len(body) - start))
                self.end_headers()
                body = body[start:]
                if server.drops:
                    server.drops -= 1
                    body = body[: server.drop_after]
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.http.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    served = Server()
    thread = threading.Thread(target=served.http.serve_forever, daemon=True)
    thread.start()
    yield served
    served.http.shutdown()
    served.http.server_close()


BODY = np.random.default_rng(3).bytes(1_000_000)
DIGEST = hashlib.sha256(BODY).hexdigest()


def get(server: Server, folder: Path, **options: Any) -> tuple[Path, int]:
    counts: list[int] = []
    file = RemoteFile(f"{server.url}/model.bin", "model.bin", **options)
    return download(file, folder, counts.append), sum(counts)


def test_a_download_that_breaks_off_goes_on_where_it_was(server: Server, tmp_path: Path) -> None:
    server.files["model.bin"], server.drops, server.drop_after = BODY, 3, 300_000
    path, count = get(server, tmp_path, sha256=DIGEST)
    assert path.read_bytes() == BODY
    assert count == len(BODY)
    assert [asked for _, asked in server.requests] == [
        None,
        "bytes=300000-",
        "bytes=600000-",
        "bytes=900000-",
    ]


def test_a_later_call_goes_on_where_an_earlier_one_broke_off(server: Server, tmp_path: Path) -> None:
    server.files["model.bin"], server.drops, server.drop_after = BODY, 99, 1000
    with pytest.raises(
        ModelError, match=r"cannot be reached .*broke off.*; check the network; without one, "
    ):
        get(server, tmp_path, sha256=DIGEST)
    server.drops = 0
    assert get(server, tmp_path, sha256=DIGEST)[1] == len(BODY)
    assert server.requests[-1][1] == "bytes=5000-"
    assert get(server, tmp_path, sha256=DIGEST)[0].read_bytes() == BODY
    assert len(server.requests) == 6  # a file that is there is not asked for again


@pytest.mark.parametrize("left", [BODY, BODY + b"more"])
def test_a_whole_part_is_taken_and_one_that_is_too_long_fetched_anew(
    server: Server, tmp_path: Path, left: bytes
) -> None:
    server.files["model.bin"] = BODY
    (tmp_path / "model.bin.part").write_bytes(left)
    path, count = get(server, tmp_path, sha256=DIGEST)
    assert path.read_bytes() == BODY
    assert count == len(BODY)


def test_a_server_without_ranges_starts_again(server: Server, tmp_path: Path) -> None:
    server.files["model.bin"], server.drops, server.drop_after, server.ranges = BODY, 1, 1000, False
    path, count = get(server, tmp_path, sha256=DIGEST)
    assert path.read_bytes() == BODY
    assert count == len(BODY)


def test_a_wrong_hash_is_refused_and_fetched_anew_next_time(server: Server, tmp_path: Path) -> None:
    server.files["model.bin"] = BODY[:-1] + b"?"
    with pytest.raises(ModelError, match="is not the file that was wanted"):
        get(server, tmp_path, sha256=DIGEST)
    assert list(tmp_path.glob("*.bin*")) == []
    server.files["model.bin"] = BODY
    assert get(server, tmp_path, sha256=DIGEST)[0].read_bytes() == BODY


def test_a_body_longer_than_announced_is_refused(server: Server, tmp_path: Path) -> None:
    server.files["model.bin"] = BODY
    with pytest.raises(ModelError, match="is longer than it should be"):
        get(server, tmp_path, size=len(BODY) - 1)


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, r"cannot be fetched \(HTTP 404\)"),
        (403, r"is not open to everyone \(HTTP 403\); accept the licence on its page"),
        (503, r"cannot be fetched \(HTTP 503\); try later"),
    ],
)
def test_what_a_server_refuses_is_told_in_one_line(
    server: Server, tmp_path: Path, status: int, message: str
) -> None:
    server.status = status
    with pytest.raises(ModelError, match=message) as error:
        get(server, tmp_path)
    assert "\n" not in str(error.value)
    assert len(server.requests) == (5 if status == 503 else 1)


def test_without_a_network_one_line_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ModelError, match=r"cannot be reached .*; check the network; without one, `yongeo models add"
    ):
        download(RemoteFile("http://127.0.0.1:9/model.bin", "model.bin"), tmp_path, lambda count: None)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/model.bin"])
def test_only_the_web_is_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(ModelError, match="is no web address"):
        download(RemoteFile(url, "model.bin"), tmp_path, lambda count: None)


def test_a_proxy_is_used(server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.files["model.bin"] = BODY
    file = RemoteFile("http://models.example/model.bin", "model.bin", sha256=DIGEST)
    assert download(file, tmp_path, lambda count: None).read_bytes() == BODY
    assert server.requests[0][0] == "http://models.example/model.bin"


def hub_model(server: Server, repository: str, model: Path) -> None:
    """Put a model on the server as the hub serves it: a listing, and the files."""
    listing = []
    files = {**contents(model), ".gitattributes": b"x", "pytorch_model.bin": b"a pickle", "run.py": b"code"}
    del files["model.toml"]
    files["sentencepiece.bpe.model"] = files.pop("both.spm")
    for name, content in files.items():
        git = hashlib.sha1(f"blob {len(content)}\0".encode() + content).hexdigest()
        item: dict[str, Any] = {"type": "file", "oid": git, "size": len(content), "path": name}
        if len(content) > 2000:
            item["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content)}
        listing.append(item)
        server.files[f"{repository}/resolve/main/{name}"] = content
    listing.append({"type": "directory", "oid": "0", "size": 0, "path": "onnx"})
    server.files[f"api/models/{repository}/tree/main"] = json.dumps(listing).encode()


def test_pull_from_the_hub(
    server: Server, tiny_seq2seq: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    hub_model(server, "jncraton/m2m100_418M-ct2-int8", tiny_seq2seq)
    result = yongeo("pull", "m2m100_418M")
    assert result.output == f"m2m100_418M: {cache / 'm2m100_418M'}\n"
    manifest = Manifest.load(cache / "m2m100_418M")
    assert manifest.licence == "MIT"
    assert manifest.damaged() == []
    assert translates(manifest.folder)
    asked = [path for path, _ in server.requests]
    assert not any(path.endswith((".py", "pytorch_model.bin", ".gitattributes")) for path in asked)
    assert yongeo("pull", "m2m100_418M").exit_code == 0
    assert len(server.requests) == len(asked)  # nothing is fetched twice
    assert [path.name for path in cache.iterdir() if path.is_dir()] == ["m2m100_418M"]


@pytest.mark.parametrize("listing", [b"", b"[]", b"{}", b'[{"type": "file"}]', b"<html>", b"[1]"])
def test_an_odd_listing_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch, listing: bytes) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    server.files["api/models/jncraton/m2m100_418M-ct2-int8/tree/main"] = listing
    result = yongeo("pull", "m2m100_418M")
    assert result.exit_code == 1
    assert result.output.startswith("yongeo: ")
    assert result.output.count("\n") == 1


def test_pull_an_archive_through_a_mirror(
    server: Server, tiny_seq2seq: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = argos_package(tiny_seq2seq, tmp_path).read_bytes()
    server.files["mirror/models.example/v1/ko_en.argosmodel"] = package
    monkeypatch.setenv("YONGEO_MIRROR", f"{server.url}/mirror")
    offer = Offer(
        "argos", "", "MIT", "https://models.example", len(package), ("ko", "en"), "", "",
        archive="https://models.example/v1/ko_en.argosmodel",
        sha256=hashlib.sha256(package).hexdigest(),
    )  # fmt: skip
    counts: list[tuple[int, int]] = []
    manifest = pull(offer, received=lambda count, total: counts.append((count, total)))
    assert sum(count for count, _ in counts) == len(package) == counts[0][1]
    assert translates(manifest.folder)


def test_a_changed_archive_of_the_catalogue_is_refused(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YONGEO_MIRROR", server.url)
    server.files["argos-net.com/v1/translate-ko_en-1_1.argosmodel"] = b"something else"
    result = yongeo("pull", "argos-ko-en")
    assert result.exit_code == 1
    assert "is not the file that was wanted" in result.output


@pytest.mark.parametrize("name", [offer.name for offer in offers() if offer.noncommercial])
def test_a_non_commercial_licence_is_told_before_any_download(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    result = yongeo("pull", name)
    assert result.exit_code == 1
    assert f"{name} is for non-commercial use only" in result.output
    assert "--accept-licence" in result.output
    assert server.requests == []


def test_the_catalogue_says_all_about_each_model() -> None:
    found = offers()
    assert {"opus-mt-ko-en", "opus-mt-tc-big-ko-en", "argos-ko-en", "m2m100_418M", "madlad400-3b-mt"} < {
        offer.name for offer in found
    }
    for offer in found:
        assert (offer.archive is None) != (offer.repository is None)
        assert offer.bytes > 1e8 and offer.licence and offer.quality and offer.quality_source
        assert offer.noncommercial == ("NC" in offer.licence or "research" in offer.licence)
        assert offer.name in yongeo("list").output


def test_a_full_disk_is_told_in_one_line(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    server.files["model.bin"] = BODY
    (tmp_path / "model.bin.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="the disk is full; make room and run it again"):
        get(server, tmp_path)


def test_file_hash_is_sha256(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(BODY)
    assert file_hash(tmp_path / "x") == DIGEST
