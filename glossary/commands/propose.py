"""``suggest``: terms that a text needs and the glossary has not."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.commands.options import (
    PATH,
    as_json,
    counted,
    make_if_missing,
    one_glossary,
    print_json,
    print_table,
)
from glossary.entry import Entry, Glossary

if TYPE_CHECKING:
    from glossary.suggest import Candidate


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=PATH)
@one_glossary
@click.option(
    "--translated", multiple=True, type=PATH, metavar="FILE",
    help="A translated .jsonl or .tmx file, whose most frequent renderings are proposed.",
)  # fmt: skip
@click.option(
    "--least", default=2, show_default=True, type=click.IntRange(1), help="Occurrences of a compound."
)
@click.option("--most", default=50, show_default=True, type=click.IntRange(1), help="Candidates at most.")
@click.option("--write", is_flag=True, help="Add all that have a rendering, as status: proposed.")
@click.option("--pick", is_flag=True, help="Show them one by one and ask.")
@as_json
def suggest(
    files: tuple[Path, ...],
    path: Path,
    translated: tuple[Path, ...],
    least: int,
    most: int,
    write: bool,
    pick: bool,
    in_json: bool,
) -> None:
    """Propose terms of Korean texts that no entry covers, with counts, contexts and renderings.

    FILE is plain text, a translation in JSON Lines or TMX, or - for standard input. Candidates are compounds,
    words of Latin and Hangul, names before a title, quoted terms and terms with English in parentheses, by
    falling termhood (C-value). With --write or --pick they are added to the glossary as status: proposed.

    \b
    Example:
      yongeo glossary suggest -g terms.yaml article.txt
      yongeo glossary suggest -g terms.yaml article.txt --translated article.jsonl --pick
    """
    from glossary.renderings import Renderings, read_pairs
    from glossary.suggest import suggest as candidates_of
    from glossary.yamlfile import GlossaryFile, content_if_any

    if write and pick:
        raise click.UsageError("--write takes all, --pick asks; give one of them")
    pairs = [pair for file in translated for pair in read_pairs(file)]
    known = GlossaryFile(path, content_if_any(path)).glossary if write or pick else Glossary.load(path)
    renderings = Renderings(pairs) if pairs else None
    candidates = candidates_of(map(_text, files), known, renderings, least)[:most]
    if in_json:
        print_json([_record(candidate) for candidate in candidates])
    elif not pick:
        print_table(
            ("source", "proposed", "count", "score", "why", "context"),
            [
                (c.source, c.target or "", str(c.count), f"{c.score:g}", _why(c), c.contexts[0])
                for c in candidates
            ],
        )
    if pick:
        _add(path, _picked(candidates))
    elif write:
        _add(path, [candidate.entry for candidate in candidates if candidate.entry is not None])
        without = sum(candidate.target is None for candidate in candidates)
        if without:
            click.echo(
                f"{counted(without, 'candidate', 'candidates')} without a rendering not added", err=True
            )


def _picked(candidates: Iterable[Candidate]) -> list[Entry]:
    picked = []
    for candidate in candidates:
        click.echo(f"\n{candidate.source}  ({candidate.count}×, {_why(candidate)})")
        for context in candidate.contexts:
            click.echo(f"  … {context} …")
        answer = click.prompt(
            "Rendering (return takes it, - leaves it out, q ends)", default=candidate.target or "-", err=True
        ).strip()
        if answer == "q":
            break
        if answer != "-":
            entry = replace(candidate, target=answer).entry
            assert entry is not None
            picked.append(entry)
    return picked


def _add(path: Path, entries: list[Entry]) -> None:
    from glossary.diff import Change
    from glossary.yamlfile import GlossaryFile

    make_if_missing(path)
    with GlossaryFile.locked(path) as file:
        there = {spelling for entry in file.glossary for spelling in entry.spellings}
        entries = [entry for entry in entries if entry.spellings[0] not in there]
        file.apply([Change(None, entry) for entry in entries])
        file.save()
    click.echo(f"{counted(len(entries))} added to {path}", err=True)


def _text(file: Path) -> str:
    from glossary.exchange.encoding import decode
    from glossary.exchange.records import read_bytes
    from glossary.renderings import read_sources

    if str(file) == "-":
        return decode(sys.stdin.buffer.read())
    if file.suffix.lower() in (".jsonl", ".tmx"):
        return "\n".join(read_sources(file))
    return decode(read_bytes(file), file)


def _why(candidate: Candidate) -> str:
    cues = ", ".join(cue.value for cue in candidate.cues)
    return f"{cues}; {candidate.why}" if candidate.why else cues


def _record(candidate: Candidate) -> dict[str, object]:
    return {
        "source": candidate.source,
        "variants": list(candidate.variants),
        "target": candidate.target,
        "why": candidate.why,
        "cues": [cue.value for cue in candidate.cues],
        "count": candidate.count,
        "score": candidate.score,
        "contexts": list(candidate.contexts),
    }
