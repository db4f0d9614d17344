"""The command ``yongeo train``."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from translate.training.evaluation import Comparison
    from translate.training.loop import Progress

_INTERRUPTED = 130  # as shells report a process that Ctrl-C ended
_LINE_EVERY = 60.0  # seconds, where there is no terminal


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "memories",
    metavar="MEMORY...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "-g",
    "--glossary",
    "glossaries",
    multiple=True,
    envvar="YONGEO_GLOSSARY",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Glossary in YAML; may be given several times, a later one wins.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0, min_open=True),
    default=60,
    show_default=True,
    help="How long to train.",
)
@click.option(
    "-o",
    "folder",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for the result; by default koen- and the first memory's name.",
)
def train(
    memories: tuple[Path, ...], glossaries: tuple[Path, ...], minutes: float, folder: Path | None
) -> None:
    """Fine-tune the embedded model on pairs in TMX, XLIFF, TSV or JSON lines.

    It takes about 12 GB of memory. A stopped run goes on with the same command. Figures before and after
    come from pairs that are held out.

    \b
    Example:
      yongeo train legal.tmx -g legal.yaml --minutes 120 -o legal-model
      yongeo translate contract.docx -g legal.yaml --model legal-model
    """
    from translate.training.recipe import Recipe
    from translate.training.run import Events, fine_tune

    folder = folder or Path(f"koen-{memories[0].stem}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a run that is told to end keeps its state
    try:
        with _progress() as shown:
            comparison = fine_tune(
                memories, glossaries, folder, Recipe(minutes=minutes), events=Events(_say, shown)
            )
    except KeyboardInterrupt:
        _say("stopped; the same command goes on from here")
        sys.exit(_INTERRUPTED)
    for line in _lines(comparison, folder):
        click.echo(line)


def _say(line: str) -> None:
    click.echo(f"yongeo: {line}", err=True)


def _lines(comparison: Comparison, folder: Path) -> Iterator[str]:
    yield f"held-out pairs: {comparison.pairs}, with {comparison.pins} pins"
    for metric in comparison.metrics:
        chance = f"p = {metric.chance:.3f}"
        yield f"{metric.name:10} {metric.before:6.1f} → {metric.after:6.1f}  ({chance}; {metric.signature})"
    yield f"{'pins exact':10} {comparison.exact_before:5.1f}% → {comparison.exact_after:5.1f}%"
    yield f"verdict: {comparison.verdict}"
    yield f"the model: {folder} (yongeo translate --model {folder} …)"


@contextmanager
def _progress() -> Iterator[Callable[[Progress], None]]:
    """Shows how far training is: a bar on a terminal, else a line a minute."""
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        said = time.monotonic()

        def line(at: Progress) -> None:
            nonlocal said
            if time.monotonic() - said >= _LINE_EVERY:
                said = time.monotonic()
                _say(_state(at))

        yield line
        return
    with Bar(BarColumn(), TextColumn("{task.description}"), console=console, transient=True) as bar:
        task = None

        def step(at: Progress) -> None:
            nonlocal task
            if task is None:
                task = bar.add_task("", total=1.0)
            bar.update(task, completed=at.share, description=_state(at))

        yield step


def _state(at: Progress) -> str:
    left = max(0, round(at.left / 60))
    return f"{at.pairs:,} pairs, loss {at.loss:.3f}, {at.rate:.1f} pairs/s, {left} min left"
