"""``import`` and ``export``: glossaries from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from glossary.commands.options import PATH, as_json, counted, make_if_missing, one_glossary, print_json
from glossary.diff import Change
from glossary.entry import Entry, Glossary
from glossary.errors import GlossaryError
from glossary.exchange import FORMATS

_FORMAT = click.Choice(sorted(FORMATS))
_LIST = "; ".join(f"{name}: {format.what}" for name, format in FORMATS.items())


@click.command("import", help=f"""Add the entries of another program's FILE to a glossary.

Entries that the glossary has already are left as they are; one that differs there is named, and the exit
status is then 1, unless --replace takes the new one. An entry that has a spelling of another, or an invalid
regular expression, is left out and named. What cannot be taken over is named too. A glossary that does not
exist is made.

Formats: {_LIST}. Text is read as UTF-8, UTF-16 or CP949, whichever it is.

\b
Example:
  yongeo glossary import -g terms.yaml customer.tbx
  yongeo glossary import -g terms.yaml --format deepl upload.tsv
""")  # fmt: skip
@click.argument("file", type=PATH)
@one_glossary
@click.option("--format", type=_FORMAT, help="The file's format.  [default: by its suffix]")
@click.option(
    "--replace", "replaces", is_flag=True, help="Take the file's entry where the glossary has another."
)
@as_json
def import_(file: Path, path: Path, format: str | None, replaces: bool, in_json: bool) -> None:
    """See ``help`` above."""
    from glossary.exchange import decode_glossary
    from glossary.yamlfile import GlossaryFile

    imported = decode_glossary(file, format)
    for loss in imported.losses:
        click.echo(f"yongeo: {file}: {loss}", err=True)
    make_if_missing(path)
    with GlossaryFile.locked(path) as target:
        changes, left = _plan(target.glossary, imported.glossary, replaces)
        target.apply(changes)
        target.save()
    for _, why in left:
        click.echo(f"yongeo: {file}: {why}; left out", err=True)
    added = sum(change.before is None for change in changes)
    replaced = len(changes) - added
    if in_json:
        print_json({"added": added, "replaced": replaced, "left": [source for source, _ in left]})
    else:
        click.echo(f"{counted(added)} added, {replaced} replaced, {len(left)} left out", err=True)
    if left:
        raise SystemExit(1)


@click.command(help=f"""Write a glossary for another program, to standard output or a file.

What the format cannot carry is named on standard error. Cells that a spreadsheet would run as a formula are
written so that it does not, and import takes that back.

Formats: {_LIST}.

\b
Example:
  yongeo glossary export -g terms.yaml -o terms.tbx
  yongeo glossary export -g terms.yaml --format deepl > upload.tsv
""")  # fmt: skip
@one_glossary
@click.option("-o", "--output", type=PATH, metavar="FILE", help="The file to write.")
@click.option("--format", type=_FORMAT, help="The format.  [default: by the output's suffix]")
def export(path: Path, output: Path | None, format: str | None) -> None:
    """See ``help`` above."""
    from glossary.exchange import encode_glossary, format_of
    from glossary.yamlfile import write_whole

    if format is None:
        if output is None:
            raise click.UsageError("give --format, or -o with a suffix that stands for one")
        format = format_of(output)
    exported = encode_glossary(Glossary.load(path), format)
    for loss in exported.losses:
        click.echo(f"yongeo: {format}: {loss}", err=True)
    if output is None:
        sys.stdout.buffer.write(exported.data)
        sys.stdout.buffer.flush()
        return
    try:
        write_whole(output, exported.data)
    except OSError as error:
        raise GlossaryError(
            f"cannot be written: {error.strerror}", path=output, mend="choose another place with -o"
        ) from error


def _plan(here: Glossary, new: Iterable[Entry], replaces: bool) -> tuple[list[Change], list[tuple[str, str]]]:
    """What to add and to put in place of others, and the sources that are left out, each with the reason."""
    from glossary.admission import admit, by_spelling

    known = by_spelling(here)
    there = {entry.spellings[0]: entry for entry in here}
    changes: dict[str, Change] = {}
    left: list[tuple[str, str]] = []
    for entry in new:
        source = entry.spellings[0]
        before = there.get(source)
        stands = changes[source].after if source in changes else before
        if stands is not None and replace(entry, source=stands.source) == stands:
            continue
        if stands is not None and not (replaces and before is not None):
            left.append((entry.source, f"{entry.source!r} has another entry already"))
            continue
        try:
            admit(entry, known, before)
        except GlossaryError as error:
            left.append((entry.source, f"{entry.source!r}: {error.message}"))
            continue
        changes[source] = Change(before, entry if before is None else replace(entry, source=before.source))
        for spelling in entry.spellings:
            known[spelling].append(entry if before is None else before)
    return list(changes.values()), left
