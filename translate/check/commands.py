"""The command ``yongeo check``."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from glossary.matcher import Matcher
    from translate.check.findings import Finding
    from translate.document import Pin, Segment


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "-g",
    "--glossary",
    "glossaries",
    multiple=True,
    envvar="YONGEO_GLOSSARY",
    type=click.Path(path_type=Path),
    help="Check against these terms, too; for files that carry no pins.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option("--sarif", "as_sarif", is_flag=True, help="Print the findings as SARIF 2.1.0.")
@click.option("--strict", is_flag=True, help="Exit with status 3 where a finding is an error.")
def check(
    files: tuple[Path, ...], glossaries: tuple[Path, ...], as_json: bool, as_sarif: bool, strict: bool
) -> None:
    """Check translations: pins, numbers, dates, leftovers, lengths, quotes, addresses, consistency.

    FILE is what `translate --to jsonl` wrote, or a TMX or XLIFF file from Korean to English.

    \b
    yongeo check article.jsonl
    yongeo check --strict --sarif memory.tmx -g terms.yaml > findings.sarif
    """
    if as_json and as_sarif:
        raise click.UsageError("--json and --sarif exclude each other")
    from glossary.errors import YongeoError
    from translate.check import findings as output
    from translate.document import Level
    from translate.report import counted

    matcher = _matcher(glossaries)
    found: list[Finding] = []
    segments = failed = 0
    for path in files:
        try:
            for rows in _documents(path):
                segments += len(rows)
                found += _findings(path, rows, matcher)
        except YongeoError as error:
            click.echo(f"yongeo: {error}", err=True)
            failed += 1
    if as_json:
        click.echo(output.as_json(found), nl=False)
    elif as_sarif:
        click.echo(output.as_sarif(found), nl=False)
    elif found:
        terminal = sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else 120
        click.echo(output.table(found, width=width, colour=terminal), nl=False)
    errors = sum(finding.check.level is Level.ERROR for finding in found)
    counts = (counted(segments, "segment"), counted(len(found), "finding"), counted(errors, "error"))
    click.echo(", ".join(counts), err=True)
    if failed:
        sys.exit(1)
    if strict and errors:
        sys.exit(3)


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment of a file that is checked, with its line and its name there."""

    line: int | None
    name: str
    segment: Segment


def _matcher(glossaries: Sequence[Path]) -> Matcher | None:
    if not glossaries:
        return None
    from glossary.entry import Glossary
    from glossary.matcher import Matcher

    return Matcher(Glossary.joined(Glossary.load(path) for path in glossaries))


def _findings(path: Path, rows: Sequence[_Row], matcher: Matcher | None) -> Iterator[Finding]:
    from translate.check import checks
    from translate.check.consistency import consistency_checks
    from translate.check.findings import Finding

    across = consistency_checks([row.segment for row in rows])
    for place, row in enumerate(rows):
        segment = row.segment
        target = segment.target or ""
        pins, forbidden = _terms(segment, matcher)
        for check in (*checks(segment.source, target, pins, forbidden), *across.get(place, ())):
            yield Finding(str(path), row.line, row.name, segment.source, target, check)


def _terms(segment: Segment, matcher: Matcher | None) -> tuple[tuple[Pin, ...], list[tuple[str, str]]]:
    """The segment's pins, those of the glossary added, and the renderings that are wrong in it."""
    from translate.document import Pin

    pins = list(segment.pins)
    forbidden: list[tuple[str, str]] = []
    for term in matcher(segment.source) if matcher else ():
        forbidden += [(term.surface, wrong) for wrong in term.entry.forbid]
        if not any(pin.start < term.end and term.start < pin.end for pin in segment.pins):
            pins.append(Pin(term.entry.source, term.entry.target, term.surface, term.start, term.end))
    return tuple(pins), list(dict.fromkeys(forbidden))


def _documents(path: Path) -> Iterator[list[_Row]]:
    """The translated segments of a file, one list a document.

    Raises:
        InputError: The file cannot be read; names the line.
    """
    if path.suffix.lower() in (".jsonl", ".ndjson"):
        yield from _json_lines(path)
        return
    from translate.document import Segment
    from translate.memory.pairs import read_pairs

    yield [
        _Row(None, f"{path}#{number}", Segment(number, 0, len(pair.source), pair.source, pair.target))
        for number, pair in enumerate(read_pairs(path), 1)
    ]


def _json_lines(path: Path) -> Iterator[list[_Row]]:
    from translate.errors import InputError

    rows: list[_Row] = []
    document: Any = None
    number = 0
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, 1):
                if not line.strip():
                    continue
                record = json.loads(line)
                if not isinstance(record, dict):
                    raise InputError("not an object", path=path, line=number)
                if record.get("doc") != document and rows:
                    yield rows
                    rows = []
                document = record.get("doc")
                if record.get("target") is not None:
                    rows.append(_row(record, path, number))
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from error
    except (ValueError, RecursionError) as error:
        raise InputError(
            "not JSON lines in UTF-8", path=path, line=number or None, mend="give what `--to jsonl` wrote"
        ) from error
    if rows:
        yield rows


def _row(record: dict[str, Any], path: Path, line: int) -> _Row:
    from translate.document import How, Pin, Segment
    from translate.errors import InputError

    try:
        source, target = record["source"], record["target"]
        if not isinstance(source, str) or not isinstance(target, str):
            raise TypeError
        pins = tuple(
            Pin(
                str(pin["source"]),
                str(pin["target"]),
                str(pin["surface"]),
                int(pin["start"]),
                int(pin["end"]),
                tstart=None if pin.get("tstart") is None else int(pin["tstart"]),
                tend=None if pin.get("tend") is None else int(pin["tend"]),
                how=None if pin.get("how") is None else How(pin["how"]),
            )
            for pin in record.get("pins") or ()
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(
            "not a translated segment", path=path, line=line, mend="give what `--to jsonl` wrote"
        ) from error
    name = f"{record.get('doc', path)}#{record.get('block', '')}.{record.get('seg', '')}"
    return _Row(line, name, Segment(0, 0, len(source), source, target, pins))
