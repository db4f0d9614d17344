"""What this machine leaves to a program: processor cores, and memory that is free."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psutil

_CGROUPS = (  # where a container's limits stand: the folder, its files of the most and of what is taken
    (Path("/sys/fs/cgroup"), "memory.max", "memory.current"),
    (Path("/sys/fs/cgroup/memory"), "memory.limit_in_bytes", "memory.usage_in_bytes"),
)
_CACHE = re.compile(r"^(?:total_)?inactive_file (\d+)$", re.MULTILINE)  # is given back when memory is wanted


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def free_bytes() -> int:
    """Memory that programs may still take, of the machine and of the container that this one runs in."""
    return min([psutil.virtual_memory().available, *_of_containers()])


def _of_containers() -> list[int]:
    free = []
    for folder, most, taken in _CGROUPS:
        try:
            limit, used, figures = (
                (folder / name).read_text(encoding="ascii").strip() for name in (most, taken, "memory.stat")
            )
        except OSError:
            continue
        if limit.isdigit():  # and not "max"
            free.append(int(limit) - int(used) + sum(map(int, _CACHE.findall(figures)[-1:])))
    return free
