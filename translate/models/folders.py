"""Where models lie on the user's machine."""

from __future__ import annotations

import shutil
from pathlib import Path

from glossary.folders import cache_folder


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
