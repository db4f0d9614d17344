"""``python -m tests.quality PAIRS...``: measure, print a Markdown table."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from glossary.errors import YongeoError
from tests.bench import machine
from tests.quality import choices, figures, names, pins, scores
from tests.quality.figures import Row
from tests.quality.pairs import load
from tests.quality.trial import Trial
from translate.models.manifest import Manifest
from translate.models.store import resolve

_PARTS = {
    "models": choices.models,
    "beams": choices.beams,
    "types": choices.types,
    "padding": choices.padding,
    "widths": choices.widths,
    "lexicon": choices.lexicon,
    "names": names.names,
    "guards": choices.guards,
    "context": choices.context,
    "markers": pins.markers,
    "ladder": pins.ladder,
    "scores": scores.scores,
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("pairs", nargs=-1, required=True, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--only", metavar="PARTS", help=f"Some parts, with commas: {', '.join(_PARTS)}.")
@click.option("--take", type=click.IntRange(1), help="About so many sentences of each file.")
@click.option("--model", "models", multiple=True, help="Name or folder; the first is the one measured.")
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="Also write the table.")
def main(
    pairs: tuple[Path, ...], only: str | None, take: int | None, models: tuple[str, ...], output: Path | None
) -> None:
    """Measure the English of a model on PAIRS, and what each choice of decoding does to it.

    PAIRS are JSON lines with ko and en, or FILE.ko with FILE.en beside it.

    \b
    python -m tests.quality flores-dev.ko news.jsonl --only models
    python -m tests.quality news.jsonl --only beams,guards --take 100 -o beams.md
    """
    parts = only.split(",") if only else list(_PARTS)
    if unknown := [part for part in parts if part not in _PARTS]:
        raise click.UsageError(f"no such part: {', '.join(unknown)}")
    load_before = os.getloadavg()[0]
    rows: list[Row] = []
    try:
        files = {path.name: load(path, take) for path in pairs}
        manifests = [Manifest.load(resolve(model, progress=True)) for model in models or (None,)]
        trial = Trial(manifests[0], files, tuple(manifests[1:]))
        for part in parts:
            for row in _PARTS[part](trial):
                rows.append(row)
                click.echo(
                    f"{row.part} | {row.case} | {row.bleu} | {row.chrf} | {row.seconds} | {row.note}",
                    err=True,
                )
    except YongeoError as error:
        raise click.UsageError(str(error)) from error
    command = " ".join(["python -m tests.quality", *sys.argv[1:]])
    page = figures.markdown(
        rows, [f"Made by `{command}`.", *machine.facts(load_before), *figures.signatures()]
    )
    if output:
        output.write_text(page, encoding="utf-8")
    click.echo(page)


if __name__ == "__main__":
    main()
