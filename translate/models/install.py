"""Models into the cache: pulled from the catalogue, or added from a file or folder; whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from translate.errors import ModelError
from translate.models.catalogue import Offer
from translate.models.convert import check_name, make_model
from translate.models.fetch import RemoteFile, download, hub_files
from translate.models.folders import models_folder
from translate.models.manifest import Manifest, file_hash


def pull(offer: Offer, *, accept_licence: bool = False, received: Callable[[int, int], None]) -> Manifest:
    """Fetch a model of the catalogue and install it; goes on where an earlier call broke off.

    Args:
        offer: The model.
        accept_licence: The user has read that the licence forbids commercial use.
        received: Called with the bytes of each block, and the bytes of all.

    Raises:
        ModelError: The licence is not accepted, the download failed, or it is no model that can be run.
    """
    if offer.noncommercial and not accept_licence:
        raise ModelError(
            f"{offer.name} is for non-commercial use only ({offer.licence}, {offer.page})",
            mend="give --accept-licence if that is what you do",
        )
    with _locked(offer.name) as folder:
        if folder.exists():
            return Manifest.load(folder)
        downloads = folder.with_name(f".downloads-{offer.name}")
        downloads.mkdir(exist_ok=True)
        if offer.repository:
            files = hub_files(offer.repository, offer.revision)
            if not files:
                raise ModelError(f"{offer.repository} holds no model")
        else:
            assert offer.archive
            files = [RemoteFile(offer.archive, offer.archive.rsplit("/", 1)[1], sha256=offer.sha256)]
        total = sum(file.size or offer.bytes for file in files)
        paths = [download(file, downloads, lambda count: received(count, total)) for file in files]
        source = downloads if offer.repository else paths[0]
        origin = (
            offer.page
            if offer.sha256 or offer.repository
            else f"{offer.page} (SHA-256 {file_hash(paths[0])})"
        )
        _install(source, folder, offer.name, offer.licence, origin)
        shutil.rmtree(downloads)
        return Manifest.load(folder)


def add(source: Path, name: str | None = None) -> Manifest:
    """Install a model from a file or folder.

    Args:
        source: As in ``make_model``.
        name: What it is to be called; by default as the file or folder.

    Raises:
        ModelError: It is no model, or one of that name is installed.
    """
    name = check_name(name or source.resolve().name.removesuffix(".zip").removesuffix(".argosmodel"))
    with _locked(name) as folder:
        if folder.exists():
            raise ModelError(f"a model {name!r} is installed", mend="remove it first, or give another --name")
        _install(source, folder, name)
        return Manifest.load(folder)


def _install(
    source: Path, folder: Path, name: str, licence: str | None = None, origin: str | None = None
) -> None:
    with tempfile.TemporaryDirectory(prefix=".adding-", dir=folder.parent) as temporary:
        made = Path(temporary) / "model"
        made.mkdir()
        make_model(source, made, name, licence, origin)
        Manifest.load(made)
        made.rename(folder)


@contextmanager
def _locked(name: str) -> Iterator[Path]:
    """The folder of a model, while nobody else installs one of that name."""
    from filelock import FileLock

    folder = models_folder() / name
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(folder.parent / f".{name}.lock"):
            yield folder
    except OSError as error:
        raise ModelError(
            f"cannot be written ({error.strerror or error})", path=error.filename or folder
        ) from error
