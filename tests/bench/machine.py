"""What the figures were measured on, in a few sentences."""

from __future__ import annotations

import os
import platform
import sys
from importlib.metadata import version
from pathlib import Path

from translate.engines.local import cores


def facts(before: float) -> list[str]:
    """The machine, its load and the versions that matter.

    Args:
        before: Load of the machine when the run began.
    """
    after = os.getloadavg()[0]
    busy = max(before, after - cores())  # the run itself keeps the cores busy
    state = "was otherwise idle" if busy < 0.5 else "did other work at the same time"
    packages = ", ".join(f"{name} {version(name)}" for name in ("ctranslate2", "kiwipiepy"))
    return [
        f"{_processor()}, {cores()} cores, {_memory():.0f} GB; {platform.system()}, "
        f"Python {platform.python_version()}, {packages}.",
        f"Load average {before:.1f} at the start and {after:.1f} at the end: the machine {state}.",
    ]


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if sys.platform == "linux" and information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
