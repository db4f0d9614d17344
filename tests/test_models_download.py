"""Models that are pulled, from a server on this machine."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from models_cli import argos_package, contents, translates, yongeo

from translate.errors import ModelError
from translate.models.catalogue import Offer, offers
from translate.models.fetch import RemoteFile, download
from translate.models.install import pull
from translate.models.manifest import Manifest, file_hash

pytestmark = pytest.mark.usefixtures("model_cache")


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
    server: Server, tiny_seq2seq: Path, model_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_ENDPOINT", server.url)
    hub_model(server, "jncraton/m2m100_418M-ct2-int8", tiny_seq2seq)
    result = yongeo("pull", "m2m100_418M")
    assert result.output == f"m2m100_418M: {model_cache / 'm2m100_418M'}\n"
    manifest = Manifest.load(model_cache / "m2m100_418M")
    assert manifest.licence == "MIT"
    assert manifest.damaged() == []
    assert translates(manifest.folder)
    asked = [path for path, _ in server.requests]
    assert not any(path.endswith((".py", "pytorch_model.bin", ".gitattributes")) for path in asked)
    assert yongeo("pull", "m2m100_418M").exit_code == 0
    assert len(server.requests) == len(asked)  # nothing is fetched twice
    assert [path.name for path in model_cache.iterdir() if path.is_dir()] == ["m2m100_418M"]


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
