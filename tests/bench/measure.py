"""How things are measured: side by side, in turns, so that a busy machine is busy for all of them."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

Task = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Args:
        part: What it belongs to.
        case: What was measured.
        value: The median, as text with its unit.
        ratio: Median of the ratios within each round; None where the row is what others are held against,
            or stands alone.
        low, high: Smallest and largest ratio of any round.
        against: What the ratio is to.
        aim: What it should be, as text.
    """

    part: str
    case: str
    value: str
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    against: str = ""
    aim: str = ""


def in_turns(tasks: Mapping[str, Task], rounds: int) -> dict[str, list[float]]:
    """Seconds of each task in each round; every round runs all of them, every second one backwards.

    Args:
        tasks: What to run, by name; all that is loaded once has been loaded.
        rounds: How many times each is measured.
    """
    return measured({name: lambda task=task: _seconds(task) for name, task in tasks.items()}, rounds)  # type: ignore[misc]


def measured(gauges: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, list[float]]:
    """What each gauge shows in each round; every round reads all of them, every second one backwards.

    Args:
        gauges: Give a number each, by name.
        rounds: How many times each is read.
    """
    shown: dict[str, list[float]] = {name: [] for name in gauges}
    for number in range(rounds):
        for name in list(gauges)[:: -1 if number % 2 else 1]:
            shown[name].append(gauges[name]())
    return shown


def row(
    part: str,
    case: str,
    value: str,
    numbers: Sequence[float],
    base: Sequence[float],
    against: str,
    aim: str = "",
) -> Row:
    """A row whose ratio is that of numbers to others, round by round.

    Args:
        part, case, value, against, aim: As in ``Row``.
        numbers: Of this case, one a round.
        base: Of what it is held against, one a round.
    """
    ratios = [a / b for a, b in zip(numbers, base, strict=True)]
    return Row(part, case, value, median(ratios), min(ratios), max(ratios), against, aim)


@dataclass(frozen=True, slots=True)
class Process:
    """What a process took.

    Args:
        seconds: From start to end.
        megabytes: Most memory that it held at once.
    """

    seconds: float
    megabytes: float


# A process's peak begins with that of the one it was forked from: a small Python forks and measures.
_LAUNCHER = """
import os, sys, time
start = time.perf_counter()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=[
    (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)])
_, status, usage = os.wait4(child, 0)
print(time.perf_counter() - start, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024**2))
sys.exit(os.waitstatus_to_exitcode(status))
"""


def process(command: Sequence[str | Path], text: str = "") -> Process:
    """Run a command to its end.

    Args:
        command: The command; its output is thrown away.
        text: Its standard input.

    Raises:
        subprocess.CalledProcessError: It failed.
    """
    launcher = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *map(str, command)]
    done = subprocess.run(launcher, input=text, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    seconds, megabytes = done.stdout.split()
    return Process(float(seconds), float(megabytes))


def _seconds(task: Task) -> float:
    start = time.perf_counter()
    task()
    return time.perf_counter() - start
