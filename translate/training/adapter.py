"""Adapter files: int8 with one float32 scale a row, as the embedded one ships; half the size of bfloat16."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from translate.atomic import written

_SCALE = ".scale"


def pack(matrices: Mapping[str, NDArray[np.float32]], alpha: float, path: Path) -> None:
    """Write an adapter file, whole or not at all.

    Args:
        matrices: ``layers.N.q.A`` …, shapes (rank, columns) and (rows, rank).
        alpha: The adapter's alpha.
        path: The file to write.
    """
    from safetensors.numpy import save

    packed: dict[str, NDArray[np.generic]] = {}
    for name, values in matrices.items():
        scale = np.maximum(np.abs(values).max(axis=1) / 127, 1e-12).astype(np.float32)
        packed[name] = np.rint(values / scale[:, None]).astype(np.int8)
        packed[name + _SCALE] = scale
    with written(path) as file:
        file.write(save(packed, metadata={"alpha": f"{alpha:g}"}))
