"""``python -m tests.bench``: measure, print a Markdown table, write it with a plot into ``docs/``."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from glossary.errors import YongeoError
from tests.bench import argos, commands, decoding, machine, matching, table
from tests.bench.measure import Row
from tests.bench.setting import Setting

_PARTS = {
    "start": commands.start,
    "matching": matching.matching,
    "growth": commands.growth,
    "pipeline": decoding.pipeline,
    "argos": argos.argos,
    "beams": decoding.beams,
    "batches": decoding.batches,
    "threads": decoding.threads,
    "length": decoding.length,
}
_DECODING = ("pipeline", "argos", "beams", "batches", "threads", "length")
_DOCS = Path(__file__).parent.parent.parent / "docs"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--only", metavar="PARTS", help=f"Some parts, with commas: {', '.join(_PARTS)}.")
@click.option("--quick", is_flag=True, help="A small sample and few rounds: minutes on a busy machine.")
@click.option(
    "--engine", default="local", type=click.Choice(["local", "copy"]), help="copy: without a model."
)
@click.option("--model", help="Name or folder of a local model; the embedded one by default.")
@click.option(
    "--argos",
    "python",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Python with argostranslate installed, for the part argos.",
)
@click.option(
    "-d",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for bench.md and bench.svg; docs/ for a whole run, none for some parts.",
)
def main(
    only: str | None, quick: bool, engine: str, model: str | None, python: Path | None, folder: Path | None
) -> None:
    """Measure yongeo: what stands beside it, and what more of anything costs.

    \b
    python -m tests.bench
    python -m tests.bench --quick --only matching,start
    """
    possible = [name for name in _PARTS if engine != "copy" or name not in _DECODING]
    names = only.split(",") if only else possible
    if unknown := [name for name in names if name not in possible]:
        raise click.UsageError(f"no such part with this engine: {', '.join(unknown)}")
    load = os.getloadavg()[0]
    if folder is None and not only and engine == "local":
        folder = _DOCS
    rows: list[Row] = []
    page = ""
    with tempfile.TemporaryDirectory() as work:
        setting = Setting(Path(work), quick, engine == "copy", model, python)
        notes = argos.notes(setting) if "argos" in names else []
        try:
            for name in names:
                for row in _PARTS[name](setting):
                    rows.append(row)
                    click.echo(f"{row.part}: {row.case}: {row.value}", err=True)
                page = _written(rows, load, notes, folder)  # after each part: what is measured stays
        except YongeoError as error:
            raise click.UsageError(str(error)) from error
    click.echo(page)


def _written(rows: list[Row], load: float, notes: list[str], folder: Path | None) -> str:
    """The page of results, written with its plot where there is a folder."""
    command = " ".join(["python -m tests.bench", *sys.argv[1:]])
    facts = [
        f"Made by `{command}`. What is compared is measured",
        "in turns in one run; a ratio is the median of those within each round.",
        *machine.facts(load),
        *notes,
    ]
    page = table.markdown(rows, facts, "bench.svg" if folder else None)
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "bench.md").write_text(page, encoding="utf-8")
        (folder / "bench.svg").write_text(table.svg(rows), encoding="utf-8")
    return page


if __name__ == "__main__":
    main()
