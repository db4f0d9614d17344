"""The progress bar of builds and downloads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def bar(shown: bool) -> Iterator[Callable[[str, int], Callable[[int], None]]]:
    """A progress bar on standard error with one line a step, on a terminal only.

    Args:
        shown: Whether to show it at all.

    Yields:
        What begins a step: given its description and bytes in all, it gives what is called with each count.
    """
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, disable=not (shown and console.is_terminal)) as progress:

        def step(description: str, total: int) -> Callable[[int], None]:
            task = progress.add_task(description, total=total)
            return lambda count: progress.advance(task, count)

        yield step
