"""Downloads: resumed where they broke off, checked by hash, from a mirror where one is set."""

from __future__ import annotations

import errno
import hashlib
import http.client
import json
import os
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from translate.errors import ModelError
from translate.models.manifest import is_plain_name

_ATTEMPTS = 5
_PAUSE = 1.0  # seconds before the second attempt, doubled before each further one
_BLOCK = 1 << 18
_TIMEOUT = 60.0  # seconds without a byte
_LISTING_LIMIT = 1 << 22
_LARGEST = 30_000_000_000
_HUB = "https://huggingface.co"
# what a converted model or a checkpoint that can be converted is made of; never pickles, never code
_WANTED_ENDINGS = (".safetensors", ".spm", ".model", ".txt", ".json")
_WANTED_NAMES = ("model.bin",)


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to fetch.

    Args:
        url: Where it is.
        name: What it is called here.
        size: Bytes, or None where that is not known before.
        sha256: Its SHA-256, or None.
        git: Its git blob hash (SHA-1), which the hub gives for small files, or None.
    """

    url: str
    name: str
    size: int | None = None
    sha256: str | None = None
    git: str | None = None


def hub_files(repository: str, revision: str) -> list[RemoteFile]:
    """The files of a model on the Hugging Face hub that are needed to run or convert it.

    Args:
        repository: ``owner/name``.
        revision: Branch, tag or commit.

    Raises:
        ModelError: The hub cannot be reached, or has no such model.
    """
    hub = os.environ.get("HF_ENDPOINT", _HUB).rstrip("/")
    url = f"{hub}/api/models/{repository}/tree/{urllib.parse.quote(revision, safe='')}"
    try:
        with _open(url) as response:
            listing = json.loads(response.read(_LISTING_LIMIT))
        return [
            RemoteFile(
                f"{hub}/{repository}/resolve/{urllib.parse.quote(revision, safe='')}/{item['path']}",
                item["path"],
                int(item["size"]),
                item["lfs"]["oid"].removeprefix("sha256:") if item.get("lfs") else None,
                None if item.get("lfs") else item["oid"],
            )
            for item in listing
            if item["type"] == "file" and _is_wanted(item["path"])
        ]
    except (OSError, http.client.HTTPException) as error:
        raise _network_error(error, url) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{url} is not a listing of a model's files") from error


def download(file: RemoteFile, folder: Path, received: Callable[[int], None]) -> Path:
    """Fetch a file whole, or raise; what was fetched before it broke off is kept for the next call.

    Args:
        file: What to fetch.
        folder: Where to put it.
        received: Called with the number of bytes of each block, and at once with those of an earlier call.

    Returns:
        The file.

    Raises:
        ModelError: It cannot be reached, its hash is wrong, or the disk is full.
    """
    if not is_plain_name(file.name):
        raise ModelError(f"{file.url} has a name that no file may have here: {file.name!r}")
    whole, part = folder / file.name, folder / f"{file.name}.part"
    if whole.exists():
        received(whole.stat().st_size)
        return whole
    received(part.stat().st_size if part.exists() else 0)
    for attempt in range(_ATTEMPTS):
        try:
            if _continue(file, part, received):
                break
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code != 429:
                raise _network_error(error, file.url) from error
            problem: Exception = error
        except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
            problem = error
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise ModelError(
                    "the disk is full", path=folder, mend="make room and run it again"
                ) from error
            raise ModelError(f"cannot be written ({error.strerror})", path=part) from error
        else:
            problem = ConnectionError("the connection broke off")
        if attempt + 1 == _ATTEMPTS:
            raise _network_error(problem, file.url) from problem
        time.sleep(_PAUSE * 2**attempt)
    _check(file, part)
    part.rename(whole)
    return whole


def _continue(file: RemoteFile, part: Path, received: Callable[[int], None]) -> bool:
    """Fetch what is missing of the file; tells whether it is whole now."""
    start = part.stat().st_size if part.exists() else 0
    if file.size is not None and start >= file.size:
        return True
    try:
        opened = _open(file.url, {"Range": f"bytes={start}-"} if start else {})
    except urllib.error.HTTPError as error:
        if error.code != 416 or not start:
            raise
        if error.headers.get("Content-Range") == f"bytes */{start}":
            return True  # an earlier call got all of it, and was killed before it could say so
        received(-start)  # the file there is another one now
        part.unlink()
        return False
    with opened as response:
        if start and response.status != 206:  # the server starts from the beginning
            received(-start)
            start = 0
        length = response.headers.get("Content-Length")
        total = file.size if file.size is not None else start + int(length) if length else None
        if (total or 0) > _LARGEST:
            raise ModelError(f"{file.url} is larger than any model ({total} bytes)")
        with part.open("ab" if start else "wb") as output:
            while block := response.read(_BLOCK):
                start += len(block)
                if start > (total if total is not None else _LARGEST):
                    raise ModelError(f"{file.url} is longer than it should be")
                output.write(block)
                received(len(block))
    return total is None or start == total


def _check(file: RemoteFile, part: Path) -> None:
    """Compare hashes; a wrong file goes, so that the next call begins anew."""
    wanted = file.sha256 or file.git
    if wanted is None:
        return
    digest = hashlib.sha256() if file.sha256 else hashlib.sha1(usedforsecurity=False)
    if not file.sha256:
        digest.update(f"blob {part.stat().st_size}\0".encode())
    with part.open("rb") as source:
        while block := source.read(1 << 20):
            digest.update(block)
    if digest.hexdigest() != wanted:
        part.unlink()
        raise ModelError(
            f"{file.url} is not the file that was wanted (its hash is {digest.hexdigest()}, not {wanted})",
            mend="try again; if it stays so, the file was changed at its source",
        )


def _open(url: str, headers: dict[str, str] | None = None) -> Any:
    """Open a URL; proxies come from the environment, as urllib reads it."""
    parts = urllib.parse.urlsplit(url)
    if mirror := os.environ.get("YONGEO_MIRROR"):
        url = f"{mirror.rstrip('/')}/{parts.netloc}{parts.path}"
        parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ModelError(f"{url} is no web address")
    request = urllib.request.Request(url, headers={"User-Agent": "yongeo", **(headers or {})})
    # an opener of its own: the module's keeps the proxies of its first use
    return urllib.request.build_opener().open(request, timeout=_TIMEOUT)


def _is_wanted(path: str) -> bool:
    return is_plain_name(path) and (path in _WANTED_NAMES or path.endswith(_WANTED_ENDINGS))


def _network_error(error: Exception, url: str) -> ModelError:
    if isinstance(error, urllib.error.HTTPError):
        if error.code in (401, 403):
            return ModelError(
                f"{url} is not open to everyone (HTTP {error.code})",
                mend="accept the licence on its page, download it there, and use `yongeo models add PATH`",
            )
        return ModelError(f"{url} cannot be fetched (HTTP {error.code})", mend="try later, or another model")
    reason = getattr(error, "reason", error)
    return ModelError(
        f"{url} cannot be reached ({reason})",
        mend="check the network; without one, `yongeo models add PATH` installs a copy from elsewhere, "
        "and YONGEO_MIRROR or HF_ENDPOINT name a mirror",
    )
