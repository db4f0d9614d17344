"""``list``, ``show``, ``find`` and ``match``: look into a glossary."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from glossary.commands.options import (
    as_json,
    choice,
    joined,
    print_json,
    print_table,
    record,
    several_glossaries,
)
from glossary.entry import Case, Entry, Match, Status
from glossary.errors import GlossaryError

_COLUMNS = ("source", "target", "variants", "how", "status", "tags")


@click.command("list")
@several_glossaries
@click.option("--tag", multiple=True, help="Only entries with this tag; several: with any of them.")
@click.option("--status", type=choice(Status), help="Only entries of this status.")
@click.option("--text", help="Only entries with this text in source, variants, rendering or note.")
@as_json
def list_(
    paths: tuple[Path, ...], tag: tuple[str, ...], status: str | None, text: str | None, in_json: bool
) -> None:
    """List the entries.

    On a terminal they come as a table, elsewhere as tab-separated lines.

    \b
    Example:
      yongeo glossary list -g terms.yaml --tag ai --status proposed
    """
    import unicodedata

    wanted = unicodedata.normalize("NFC", text).casefold() if text else ""
    entries = [
        entry
        for entry in joined(paths)
        if (not tag or set(tag) & set(entry.tags))
        and (status is None or entry.status.value == status)
        and any(
            wanted in unicodedata.normalize("NFC", field).casefold()
            for field in (*entry.spellings, entry.target, entry.note)
        )
    ]
    if in_json:
        print_json([record(entry) for entry in entries])
    else:
        print_table(_COLUMNS, [_row(entry) for entry in entries])


@click.command()
@click.argument("source")
@several_glossaries
@as_json
def show(source: str, paths: tuple[Path, ...], in_json: bool) -> None:
    """Show the entry of a SOURCE or one of its variants, as it is written in YAML.

    \b
    Example:
      yongeo glossary show -g terms.yaml "생성형 AI"
    """
    import unicodedata

    from glossary.yamltext import block_entry

    wanted = unicodedata.normalize("NFC", source)
    glossary = joined(paths)
    entries = [entry for entry in glossary if wanted in entry.spellings]
    if not entries:
        from glossary.find import find as search

        near = search(glossary, source, 1)
        mend = f"did you mean {near[0].entry.source!r}?" if near else "look with yongeo glossary find"
        raise GlossaryError(f"there is no entry {source!r}", path=paths[-1], mend=mend)
    if in_json:
        print_json([record(entry) for entry in entries])
        return
    for entry in entries:
        click.echo(f"# {entry.place.path}:{entry.place.line}")
        click.echo("\n".join(block_entry(entry)))


@click.command()
@click.argument("query")
@several_glossaries
@click.option("--most", default=20, show_default=True, type=click.IntRange(1), help="Entries at most.")
@as_json
def find(query: str, paths: tuple[Path, ...], most: int, in_json: bool) -> None:
    """Find entries by part of a source or rendering, with slips of typing, or by initial consonants.

    The exit status is 1 where nothing is found.

    \b
    Example:
      yongeo glossary find -g terms.yaml ㅅㅅㅎ
      yongeo glossary find -g terms.yaml genrative
    """
    from glossary.find import find as search

    hits = search(joined(paths), query, most)
    if in_json:
        print_json(
            [{**record(hit.entry), "score": hit.score, "where": hit.where, "how": hit.how} for hit in hits]
        )
    else:
        print_table(
            ("source", "target", "found in", "how", "score"),
            [(hit.entry.source, hit.entry.target, hit.where, hit.how, f"{hit.score:g}") for hit in hits],
        )
    if not hits:
        raise SystemExit(1)


@click.command()
@click.argument("text", metavar="TEXT|FILE|-")
@several_glossaries
@as_json
def match(text: str, paths: tuple[Path, ...], in_json: bool) -> None:
    """Show which entries fire in a text and where, and why a candidate does not.

    TEXT is the name of a file, - for standard input, or the text itself.

    \b
    Example:
      yongeo glossary match -g terms.yaml "메타버스가 아니라 메타는 애플과 손잡았다."
    """
    from glossary.matcher import Matcher

    matcher = Matcher(joined(paths))
    records = []
    for number, line in _lines(text):
        for candidate in matcher.explain(line):
            if in_json:
                records.append(
                    {
                        "line": number,
                        "start": candidate.start,
                        "end": candidate.end,
                        "surface": candidate.surface,
                        "source": candidate.entry.source,
                        "target": candidate.entry.target,
                        "fires": candidate.accepted,
                        "reason": candidate.reason,
                    }
                )
            else:
                mark = f"→ {candidate.entry.target}" if candidate.accepted else "no match"
                place = f"{number}:{candidate.start + 1}"
                click.echo(f"{place}\t{candidate.surface}\t{mark}\t{candidate.reason}")
    if in_json:
        print_json(records)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    from glossary.exchange.encoding import decode
    from glossary.exchange.records import read_bytes
    from glossary.lines import without_ends

    if text == "-":
        content = decode(sys.stdin.buffer.read())
    elif _is_file(text):
        content = decode(read_bytes(Path(text)), Path(text))
    else:
        content = text
    yield from enumerate(without_ends(content), 1)


def _is_file(text: str) -> bool:
    try:
        return stat.S_ISREG(os.stat(text).st_mode)
    except PermissionError:  # a name in a folder that is closed, not a text
        return True
    except (OSError, ValueError):  # no file, too long for a name, or a null character in it
        return False


def _row(entry: Entry) -> tuple[str, ...]:
    how = [
        value.value
        for value, usual in ((entry.case, Case.KEEP), (entry.match, Match.WORD))
        if value is not usual
    ]
    return (
        entry.source,
        entry.target,
        ", ".join(entry.variants),
        " ".join(how),
        entry.status.value,
        ", ".join(entry.tags),
    )
