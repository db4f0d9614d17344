"""The models on this machine: the embedded one and those that were pulled or added."""

from __future__ import annotations

from pathlib import Path

from translate.errors import ModelError
from translate.models.folders import models_folder, remove_folder
from translate.models.manifest import FILE_NAME, Manifest, is_plain_name

EMBEDDED = "koen"
ADAPTER = "adapter.safetensors"


def resolve(model: Path | str | None = None, *, progress: bool = False) -> Path:
    """The folder of a model.

    Args:
        model: A folder, or the name of an installed model; None is the embedded one. A folder with an
            ``adapter.safetensors`` is that adapter on the embedded model's base; both are built on first use.
        progress: Show a progress bar on a terminal while it is built.

    Raises:
        ModelError: There is no such model.
    """
    if model is None or model == EMBEDDED:
        from translate.models.koen import build

        return build.ensure(progress=progress)
    folder = Path(model)
    if (folder / FILE_NAME).is_file():
        return folder
    if isinstance(model, str) and is_plain_name(model) and (models_folder() / model / FILE_NAME).is_file():
        return models_folder() / model
    if (folder / ADAPTER).is_file():
        from translate.models.koen import build

        return build.ensure(folder / ADAPTER, progress=progress)
    if folder.is_dir():
        raise ModelError(f"no {FILE_NAME} here", path=folder, mend=f"`yongeo models add {folder}` makes one")
    raise ModelError(f"there is no model {str(model)!r}", mend="`yongeo models list` shows what there is")


def installed() -> list[Manifest]:
    """The models that are in the user's cache, by name; builds of the embedded one are all called koen.

    Raises:
        ModelError: A model's ``model.toml`` is wrong.
    """
    # a folder that is being written has a name that begins with a point
    folders = [path.parent for path in models_folder().glob(f"[!.]*/{FILE_NAME}")]
    return sorted((Manifest.load(folder) for folder in folders), key=lambda manifest: manifest.name)


def remove(name: str) -> int:
    """Remove a model from the cache.

    Args:
        name: Its name; ``koen`` removes all builds of the embedded one.

    Returns:
        How many bytes are free again.

    Raises:
        ModelError: It is not installed, or cannot be removed.
    """
    if name == EMBEDDED:
        from translate.models.koen import build

        folders = build.builds()
    else:
        folder = models_folder() / name
        folders = [folder] if is_plain_name(name) and folder.is_dir() else []
    if not folders:
        raise ModelError(f"the model {name!r} is not installed", mend="`yongeo models list` shows what is")
    freed = 0
    for folder in folders:
        size = folder_size(folder)
        try:
            remove_folder(folder)
        except OSError as error:
            raise ModelError(f"cannot be removed ({error.strerror})", path=folder) from error
        freed += size
    return freed


def folder_size(folder: Path) -> int:
    """Bytes of all files of a model's folder.

    Args:
        folder: The folder.
    """
    return sum(path.stat().st_size for path in folder.iterdir() if path.is_file())
