"""The command line ``yongeo memory``: look into the translation memory, bring and take translations."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from translate.memory import Memory
    from translate.memory.pairs import Pair
    from translate.memory.stored import Stored

_BATCH = 500  # pairs in one transaction


def _memory_option(function: Any) -> Any:
    return click.option(
        "-m",
        "--memory",
        "path",
        metavar="FILE",
        type=click.Path(dir_okay=False, path_type=Path),
        help="The memory; $YONGEO_MEMORY, or the one in your data folder, unless given.",
    )(function)


def _opened(path: Path | None, *, new: bool = False) -> Memory:
    """The memory; only ``import`` makes a new one."""
    from translate.memory import Memory, TranslationMemoryError, default_path

    path = path or default_path()
    if not new and not path.is_file():
        raise TranslationMemoryError(
            "there is no translation memory here", path=path, mend="translate something, or name it with -m"
        )
    return Memory(path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def memory() -> None:
    """Look into the translation memory, bring corrections in, take translations out.

    \b
    Example:
      yongeo memory import corrections.json
    """


@memory.command()
@_memory_option
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
def stats(path: Path | None, as_json: bool) -> None:
    """Count what the memory holds, by who made it.

    \b
    Example:
      yongeo memory stats
    """
    with _opened(path) as store:
        shares = store.shares()
        size = store.path.stat().st_size
        records = sum(share.records for share in shares)
        if as_json:
            made = [
                {
                    "origin": s.origin,
                    "engine": s.engine,
                    "model": s.model,
                    "records": s.records,
                    "characters": s.characters,
                }
                for s in shares
            ]
            _echo_json({"path": str(store.path), "bytes": size, "records": records, "made": made})
            return
    click.echo(f"{store.path}: {records:,} records, {size / 1000:,.0f} kB")
    for share in shares:
        maker = "people" if share.origin == "human" else f"{share.engine or '?'} {share.model or '?'}"
        fuzzy = " (fuzzy)" if share.origin == "fuzzy" else ""
        click.echo(f"  {share.records:>12,}  {maker}{fuzzy}, {share.characters:,} source characters")


@memory.command()
@click.argument("text")
@_memory_option
@click.option(
    "--fuzzy",
    type=click.FloatRange(0, 100),
    metavar="N",
    help="Sources at least N per cent like TEXT instead.",
)
@click.option(
    "-n", "--limit", type=click.IntRange(1), default=20, show_default=True, help="Most records to show."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON lines.")
def search(text: str, path: Path | None, fuzzy: float | None, limit: int, as_json: bool) -> None:
    """Show records with TEXT in their source or target, newest first.

    \b
    Example:
      yongeo memory search 반도체
      yongeo memory search --fuzzy 75 "정부는 내년 예산안을 발표했다."
    """
    with _opened(path) as store:
        found: list[tuple[float | None, Stored]]
        if fuzzy is None:
            found = [(None, record) for record in store.search(text, limit)]
        else:
            found = list(store.similar(text, fuzzy, limit))
        _warn_of_damage(store)
    for score, record in found:
        if as_json:
            shown = {
                name: getattr(record, name) for name in ("source", "target", "engine", "model", "origin")
            }
            _echo_json(shown if score is None else {"match": round(score, 1), **shown})
        else:
            maker = "a person" if record.origin == "human" else f"{record.engine} {record.model}".strip()
            match = "" if score is None else f"{score:.0f}%, "
            click.echo(f"{_line(record.source)}\n  {_line(record.target)}\n  [{match}{maker}]")
    if not found:
        click.echo("Nothing found.", err=True)


@memory.command("export")
@_memory_option
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="TMX file; standard output unless given.",
)
def export(path: Path | None, output: Path | None) -> None:
    """Write the memory as TMX 1.4, in UTF-8.

    \b
    Example:
      yongeo memory export -o memory.tmx
    """
    from translate.atomic import written
    from translate.memory.pairs import write_tmx

    with _opened(path) as store:
        if output is None:
            count = write_tmx(sys.stdout.buffer, store.records())
            sys.stdout.buffer.flush()
        else:
            with written(output) as out:
                count = write_tmx(out, store.records())
        _warn_of_damage(store)
    click.echo(f"{count:,} records written.", err=True)


@memory.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@_memory_option
def import_(files: tuple[Path, ...], path: Path | None) -> None:
    """Take translations from the review page's JSON, or from edited XLIFF, TMX, JSON lines or DOCX tables.

    They win over every machine's translation of the same source. Pairs that stand in the memory just so,
    and that nobody signed as final, are no corrections and are passed over.

    \b
    Example:
      yongeo memory import corrections.json article.xliff
    """
    from translate.memory.pairs import read_pairs
    from translate.memory.word_table import table_pairs

    with _opened(path, new=True) as store:
        for file in files:
            word = file.suffix.lower() == ".docx"
            pairs = table_pairs(file, store.sharing) if word else read_pairs(file)
            corrected, kept, unchanged, unplaced = _taken(store, pairs)
            parts = [f"{corrected:,} corrections"]
            parts += [f"{kept:,} machine translations"] if kept else []
            parts += [f"{unchanged:,} unchanged"] if unchanged else []
            parts += [f"{unplaced:,} paragraphs that the memory does not know"] if unplaced else []
            click.echo(f"{file}: {', '.join(parts)}")


@memory.command()
@_memory_option
@click.option("--days", type=click.FloatRange(0), metavar="N", help="Only what is older than N days.")
@click.option("--engine", metavar="NAME", help="Only what this engine made.")
@click.option("--model", metavar="NAME", help="Only what this model made.")
@click.option("--corrections", is_flag=True, help="People's translations too; otherwise they stay.")
def prune(
    path: Path | None, days: float | None, engine: str | None, model: str | None, corrections: bool
) -> None:
    """Remove what machines made long ago, or what one engine or model made.

    \b
    Example:
      yongeo memory prune --days 365
      yongeo memory prune --engine google
    """
    if days is None and engine is None and model is None:
        raise click.UsageError("say what to remove: --days, --engine or --model")
    with _opened(path) as store:
        removed = store.prune(days=days, engine=engine, model=model, corrections=corrections)
    click.echo(f"{removed:,} records removed.")


def _warn_of_damage(store: Memory) -> None:
    if store.damaged:
        click.echo(f"yongeo: {store.path}: {store.damaged:,} damaged records left out", err=True)


def _taken(store: Memory, pairs: Iterable[Pair | None]) -> tuple[int, int, int, int]:
    """Counts of corrections, of machine translations that came along, of known and of unplaced pairs."""
    from translate.memory.stored import Stored, pair_key

    corrected = kept = unchanged = unplaced = 0
    remaining = iter(pairs)
    while read := list(islice(remaining, _BATCH)):
        batch = [pair for pair in read if pair is not None]
        unplaced += len(read) - len(batch)
        known = store.sharing(pair.source for pair in batch)
        corrections: list[tuple[str, str]] = []
        made: dict[str, Stored] = {}
        for pair in batch:
            records = known.get(pair.source, ())
            people = [record for record in records if record.origin == "human"]
            same = bool(records) and all(record.target == pair.target for record in people or records)
            if same and not pair.confirmed:
                unchanged += 1
            elif pair.origin == "human":
                corrections.append((pair.source, pair.target))
            else:
                made[pair_key(pair.source, pair.target)] = Stored(
                    pair.source, pair.target, engine=pair.engine, model=pair.model, origin=pair.origin
                )
        corrected += store.correct(corrections)
        store.put(made)
        kept += len(made)
    return corrected, kept, unchanged, unplaced


def _line(text: str) -> str:
    return " ".join(text.split()).encode("utf-8", "replace").decode()


def _echo_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace").decode())
