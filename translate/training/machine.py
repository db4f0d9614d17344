"""What a machine is made for: memory that is free, and bfloat16 arithmetic."""

from __future__ import annotations

import os
from pathlib import Path

from translate.models.koen.gguf_file import GGUF
from translate.training.recipe import Number

_CGROUP = Path("/sys/fs/cgroup")


def needed_bytes(base: GGUF, vocabulary: int, tokens: int, number: Number) -> int:
    """Memory that training takes: weights, activations, logits.

    For the embedded model about 12 GB in bfloat16 with 1,400 tokens, 14 GB in float32 with half of them.

    Args:
        base: The base model.
        vocabulary: Number of tokens of the built model.
        tokens: Most tokens of a batch.
        number: Type of the frozen weights and of what is computed with them.
    """
    size = {"bfloat16": 2, "float32": 4}[number]
    numbers = sum(
        tensor.rows * tensor.columns for name, tensor in base.tensors.items() if name.startswith("blk.")
    )
    width, inner = (base.tensors[f"blk.0.ffn_{name}.weight"].rows for name in ("down", "up"))
    layers = int(base.metadata["qwen2.block_count"])
    weights = size * (numbers + width * vocabulary)
    activations = size * tokens * layers * (12 * width + 5 * inner)
    logits = 3 * 4 * tokens * vocabulary
    return round(1.25 * (weights + activations + logits))


def free_bytes() -> int | None:
    """Memory that programs may still take, of the machine and of the container; None where nothing tells."""
    free = [_machine_bytes(), _container_bytes()]
    return min((count for count in free if count is not None), default=None)


def _machine_bytes() -> int | None:
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        names = getattr(os, "sysconf_names", {})
        if "SC_PHYS_PAGES" not in names:
            return None
        return int(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    fields = dict(line.split(":", 1) for line in lines if ":" in line)
    return int(fields["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in fields else None


def _container_bytes() -> int | None:
    try:
        most, used = (
            (_CGROUP / f"memory.{name}").read_text(encoding="ascii").strip() for name in ("max", "current")
        )
    except OSError:
        return None
    return int(most) - int(used) if most.isdigit() else None


def lacks_bfloat16() -> bool:
    """Whether the processor surely has no bfloat16 instructions: training is several times slower."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False  # not Linux: the first minute's speed tells
    flags = {
        flag
        for line in text.splitlines()
        if line.lower().startswith(("flags", "features"))
        for flag in line.split(":", 1)[-1].split()
    }
    return bool(flags) and not flags & {"avx512_bf16", "amx_bf16", "bf16"}
