"""``diff`` and ``merge``: glossaries side by side, by meaning."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from glossary.commands.options import PATH, as_json, counted, print_json, record
from glossary.entry import Glossary

if TYPE_CHECKING:
    from glossary.merge import Conflict
    from glossary.yamlfile import GlossaryFile


@click.command()
@click.argument("files", metavar="OLD NEW", nargs=-1, required=True)
@as_json
def diff(files: tuple[str, ...], in_json: bool) -> None:
    """Show what changed from one glossary to another, entry by entry; layout and order do not count.

    The exit status is 1 where something changed. As a diff driver of git (which wants 0): put
    "*.glossary.yaml diff=glossary" into .gitattributes and run
    git config diff.glossary.command "yongeo glossary diff".

    \b
    Example:
      yongeo glossary diff old.yaml new.yaml
    """
    from glossary.diff import diff as compare

    by_git = len(files) in (
        7,
        9,
    )  # gitattributes(5): path old-file old-hex old-mode new-file new-hex new-mode
    if not by_git and len(files) != 2:
        raise click.UsageError("give two glossaries")
    old, new = (Path(files[1]), Path(files[4])) if by_git else (Path(files[0]), Path(files[1]))
    changes = compare(_read(old), _read(new))
    if in_json:
        print_json(
            [
                {
                    "kind": change.kind,
                    "before": None if change.before is None else record(change.before),
                    "after": None if change.after is None else record(change.after),
                    "fields": list(change.fields),
                }
                for change in changes
            ]
        )
    elif by_git and changes:
        click.echo(f"glossary {files[0]}")
    if not in_json:
        for change in changes:
            colour = {"added": "green", "removed": "red"}.get(change.kind, "yellow")
            click.secho(str(change), fg=colour)
    if changes and not by_git:
        raise SystemExit(1)


@click.command()
@click.argument("base", type=PATH)
@click.argument("ours", type=PATH)
@click.argument("theirs", type=PATH)
@click.option("-o", "--output", type=PATH, metavar="FILE", help="Where the result goes.  [default: OURS]")
def merge(base: Path, ours: Path, theirs: Path, output: Path | None) -> None:
    """Merge the changes from BASE to THEIRS into OURS, entry by entry and field by field.

    What both sides changed stays as in OURS, with a comment "# CONFLICT" over the entry; the exit status is
    then 1. As a merge driver of git: put "*.glossary.yaml merge=glossary" into .gitattributes and run
    git config merge.glossary.driver "yongeo glossary merge %O %A %B".

    \b
    Example:
      yongeo glossary merge base.yaml ours.yaml theirs.yaml
    """
    from glossary.merge import merge as merged_of
    from glossary.yamlfile import GlossaryFile, content_if_any

    with GlossaryFile.locked(ours) as file:
        merged = merged_of(_read(base), file.glossary, _read(theirs))
        result = file
        if output is not None:
            result = GlossaryFile(output, content_if_any(output))
            result.replace_text(file.text)
        result.apply(merged.edits)
        _mark(result, merged.conflicts)
        result.save()
    click.echo(
        f"{counted(len(merged.edits), 'change', 'changes')} merged, "
        f"{counted(len(merged.conflicts), 'conflict', 'conflicts')}",
        err=True,
    )
    for conflict in merged.conflicts:
        click.echo(f"{conflict.source}: {conflict}", err=True)
    if merged.conflicts:
        raise SystemExit(1)


def _mark(file: GlossaryFile, conflicts: tuple[Conflict, ...]) -> None:
    from glossary.errors import GlossaryError
    from glossary.merge import with_comments

    if not conflicts:
        return
    before, text = file.glossary.entries, file.text
    places = {entry.spellings[0]: entry.place.line or 1 for entry in before}
    try:
        file.replace_text(with_comments(text, places, conflicts))
        sound = file.glossary.entries == before
    except GlossaryError:
        sound = False
    if not sound:  # an entry that begins inside another's line: the comments go to the top
        file.replace_text(with_comments(text, {}, conflicts))


def _read(path: Path) -> Glossary:
    """A glossary; git gives /dev/null, on Windows too, or an empty file, for one that is not there."""
    return Glossary() if str(path) in ("/dev/null", "nul") else Glossary.load(path)
