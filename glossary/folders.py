"""Where what can be made or fetched again lies on the user's machine."""

from __future__ import annotations

import os
from pathlib import Path


def cache_folder() -> Path:
    """The folder for everything that can be made or fetched again; ``YONGEO_CACHE`` overrides it."""
    if chosen := os.environ.get("YONGEO_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_path

    return user_cache_path("yongeo")
