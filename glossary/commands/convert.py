"""``import`` and ``export``: glossaries from and for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import click

from glossary.commands.options import as_json, counted, make_if_missing, one_glossary, print_json
from glossary.diff import FIELDS
from glossary.entry import Entry, Glossary
from glossary.errors import GlossaryError
from glossary.exchange import FORMATS

_FORMAT = click.Choice(sorted(FORMATS))
_LIST = "; ".join(f"{name}: {format.what}" for name, format in FORMATS.items())


@click.command("import", help=f"""Add the entries of another program's FILE to a glossary.

Entries that the glossary has already are left as they are; one that differs there is named, and the exit
status is then 1, unless --replace takes the new one. What cannot be taken over is named too. A glossary that
does not exist is made.

Formats: {_LIST}. Text is read as UTF-8, UTF-16 or CP949, whichever it is.

\b
Example:
  yongeo glossary import -g terms.yaml customer.tbx
  yongeo glossary import -g terms.yaml --format deepl upload.tsv
""")  # fmt: skip
@click.argument("file", type=click.Path(path_type=Path))
@one_glossary
@click.option("--format", type=_FORMAT, help="The file's format.  [default: by its suffix]")
@click.option("--replace", is_flag=True, help="Take the file's entry where the glossary has another.")
@as_json
def import_(file: Path, path: Path, format: str | None, replace: bool, in_json: bool) -> None:
    """See ``help`` above."""
    from glossary.bulk import add_all
    from glossary.exchange import decode_glossary
    from glossary.yamlfile import GlossaryFile

    imported = decode_glossary(file, format)
    for loss in imported.losses:
        click.echo(f"yongeo: {file}: {loss}", err=True)
    make_if_missing(path)
    with GlossaryFile.locked(path) as target:
        added, replaced, left = _plan(target.glossary, imported.glossary, replace)
        for entry in replaced:
            target.set(entry.source, **{name: getattr(entry, name) for name in FIELDS})
        add_all(target, added)
        target.save()
    for entry in left:
        click.echo(f"yongeo: {file}: {entry.source!r} has another entry already; left out", err=True)
    if in_json:
        print_json({"added": len(added), "replaced": len(replaced), "left": [entry.source for entry in left]})
    else:
        click.echo(f"{counted(len(added))} added, {len(replaced)} replaced, {len(left)} left out", err=True)
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
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="The file to write.")
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


def _plan(
    here: Iterable[Entry], new: Iterable[Entry], replace: bool
) -> tuple[list[Entry], list[Entry], list[Entry]]:
    """The new entries to add, to put in place of others, and to leave out."""
    known = {entry.source: entry for entry in here}
    added: dict[str, Entry] = {}
    replaced: list[Entry] = []
    left: list[Entry] = []
    for entry in new:
        if entry.source not in known and entry.source not in added:
            added[entry.source] = entry
        elif added.get(entry.source, known.get(entry.source)) != entry:
            (replaced if replace and entry.source in known else left).append(entry)
    return list(added.values()), replaced, left
