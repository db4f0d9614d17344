"""Where models lie on the user's machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def cache_folder() -> Path:
    """The folder for everything that can be made or fetched again; ``YONGEO_CACHE`` overrides it."""
    if chosen := os.environ.get("YONGEO_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("yongeo")


def models_folder() -> Path:
    """The folder that holds one folder a model."""
    return cache_folder() / "models"


def remove_folder(folder: Path) -> None:
    """Remove a model's folder, first of all its name, so that what is cut short leaves nothing like a model.

    Args:
        folder: The folder.

    Raises:
        OSError: It cannot be removed.
    """
    dead = folder.with_name(f".removed-{folder.name}")
    folder.rename(dead)
    shutil.rmtree(dead)
