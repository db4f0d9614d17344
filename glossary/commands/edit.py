"""``add``, ``set``, ``remove``, ``rename``, ``fmt`` and ``edit``: change a glossary file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from glossary.commands.options import (
    choice,
    chosen_files,
    counted,
    files_or_glossaries,
    make_if_missing,
    one_glossary,
)
from glossary.entry import Case, Entry, Match, Status
from glossary.errors import GlossaryError

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _fields(function: _Function) -> _Function:
    for option in (
        click.option("--tag", "tags", multiple=True, help="A free label; may be given again."),
        click.option("--status", type=choice(Status), help="deprecated entries do not fix a rendering."),
        click.option("--note", help="Free text for people."),
        click.option("--forbid", multiple=True, help="A rendering that is wrong; may be given again."),
        click.option("--match", type=choice(Match), help="How the source is looked for."),
        click.option("--case", type=choice(Case), help="sentence: a capital at the start of a sentence."),
        click.option("--variant", "variants", multiple=True, help="Another spelling; may be given again."),
    ):
        function = option(function)
    return function


@click.command()
@click.argument("source")
@click.argument("target")
@one_glossary
@_fields
def add(
    source: str,
    target: str,
    path: Path,
    variants: tuple[str, ...],
    case: str | None,
    match: str | None,
    forbid: tuple[str, ...],
    note: str | None,
    status: str | None,
    tags: tuple[str, ...],
) -> None:
    """Add an entry: SOURCE is rendered TARGET. A glossary that does not exist is made.

    \b
    Example:
      yongeo glossary add -g terms.yaml "생성형 AI" "generative AI" --case sentence --tag ai
    """
    from glossary.textfaults import rendering_faults
    from glossary.yamlfile import GlossaryFile

    entry = Entry(
        source,
        target,
        variants=variants,
        case=Case(case or "keep"),
        match=Match(match or "word"),
        forbid=forbid,
        note=note or "",
        status=Status(status or "approved"),
        tags=tags,
    )
    make_if_missing(path)
    with GlossaryFile.locked(path) as file:
        file.add(entry)
        file.save()
    for fault in rendering_faults(target, source):
        click.echo(f"yongeo: warning: {fault.message} [{fault.code}]", err=True)


@click.command("set")
@click.argument("source")
@one_glossary
@click.option("--target", help="The rendering.")
@_fields
@click.option("--no-variant", multiple=True, help="Take this variant away; may be given again.")
@click.option("--no-forbid", multiple=True, help="Forbid this no longer; may be given again.")
@click.option("--no-tag", "no_tags", multiple=True, help="Take this tag away; may be given again.")
def set_(
    source: str,
    path: Path,
    target: str | None,
    variants: tuple[str, ...],
    case: str | None,
    match: str | None,
    forbid: tuple[str, ...],
    note: str | None,
    status: str | None,
    tags: tuple[str, ...],
    no_variant: tuple[str, ...],
    no_forbid: tuple[str, ...],
    no_tags: tuple[str, ...],
) -> None:
    """Change fields of the entry SOURCE; what is not named stays. Lists are added to and taken from.

    \b
    Example:
      yongeo glossary set -g terms.yaml "생성형 AI" --variant 생성형인공지능 --no-tag draft --status approved
    """
    from glossary.yamlfile import GlossaryFile

    with GlossaryFile.locked(path) as file:
        entry = file.entry(source)
        changes: dict[str, Any] = {
            name: kind(value)
            for name, kind, value in (
                ("target", str, target),
                ("case", Case, case),
                ("match", Match, match),
                ("note", str, note),
                ("status", Status, status),
            )
            if value is not None
        }
        for name, more, less in (
            ("variants", variants, no_variant),
            ("forbid", forbid, no_forbid),
            ("tags", tags, no_tags),
        ):
            if more or less:
                changes[name] = _list(getattr(entry, name), more, less, name)
        if not changes:
            raise click.UsageError("nothing to set; name a field, such as --target")
        file.set(source, **changes)
        file.save()


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@one_glossary
def remove(sources: tuple[str, ...], path: Path) -> None:
    """Remove entries. To keep one without pinning it, set its status to deprecated.

    \b
    Example:
      yongeo glossary remove -g terms.yaml "생성형 AI"
    """
    from glossary.yamlfile import GlossaryFile

    with GlossaryFile.locked(path) as file:
        for source in sources:
            file.remove(source)
        file.save()


@click.command()
@click.argument("source")
@click.argument("new")
@one_glossary
def rename(source: str, new: str, path: Path) -> None:
    """Give the entry SOURCE the NEW source term; all else stays.

    \b
    Example:
      yongeo glossary rename -g terms.yaml 생성AI "생성형 AI"
    """
    from glossary.yamlfile import GlossaryFile

    with GlossaryFile.locked(path) as file:
        file.rename(source, new)
        file.save()


@click.command()
@files_or_glossaries
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 where the layout differs.")
def fmt(files: tuple[Path, ...], paths: tuple[Path, ...], check: bool) -> None:
    """Bring a glossary into its canonical layout: entries by source, keys in one order, quotes where needed.

    Entries stay within the section that a comment with a blank line after it begins; a comment right above an
    entry stays with it.

    \b
    Example:
      yongeo glossary fmt -g terms.yaml
      yongeo glossary fmt -g terms.yaml --check
    """
    from glossary.layout import formatted
    from glossary.yamlfile import GlossaryFile

    failed = False
    for path in chosen_files(files, paths):
        try:
            with GlossaryFile.locked(path) as file:
                text = formatted(file.raw)
                if check and text != file.text:
                    failed = True
                    click.echo(f"{path}: not in canonical layout; yongeo glossary fmt mends it", err=True)
                elif text != file.text:
                    file.replace_text(text)
                    file.save()
        except GlossaryError as error:
            failed = True
            click.echo(f"yongeo: {error}", err=True)
    if failed:
        raise SystemExit(1)


@click.command()
@one_glossary
def edit(path: Path) -> None:
    """Open a glossary in $VISUAL or $EDITOR; it is replaced only by one that can be read.

    \b
    Example:
      EDITOR=vim yongeo glossary edit -g terms.yaml
    """
    import tempfile

    from glossary.yamlfile import GlossaryFile, content_if_any

    before = GlossaryFile(path, content_if_any(path)).text
    with tempfile.NamedTemporaryFile(
        "w", prefix="yongeo-", suffix=".yaml", delete=False, encoding="utf-8", newline=""
    ) as stream:
        stream.write(before)
    draft = Path(stream.name)
    while True:
        try:
            click.edit(filename=str(draft))
        except click.ClickException as error:
            if draft.read_bytes() == before.encode():
                draft.unlink()
                raise
            raise GlossaryError(error.message, path=path, mend=f"your text is in {draft}") from error
        after = draft.read_bytes()
        if after == before.encode():
            draft.unlink()
            click.echo("nothing changed", err=True)
            return
        try:
            number = _replace(path, before, after)
        except GlossaryError as error:
            click.echo(f"yongeo: {error}", err=True)
            if not click.confirm("Go back to the editor?", default=True, err=True):
                raise GlossaryError(
                    "nothing was changed", path=path, mend=f"your text is in {draft}"
                ) from error
            continue
        draft.unlink()
        click.echo(f"{path}: {counted(number)}", err=True)
        return


def _replace(path: Path, before: str, after: bytes) -> int:
    from glossary.yamlfile import GlossaryFile, content_if_any
    from glossary.yamlnodes import decoded

    text = decoded(after, path)
    # The file on the disk may be broken (that may be why it is edited), so it is not opened but replaced.
    file = GlossaryFile(path, content_if_any(path))
    if file.text != before:
        raise GlossaryError("the file was changed meanwhile", path=path, mend="merge your text by hand")
    file.replace_text(text)
    file.save()
    return len(file.glossary)


def _list(old: Sequence[str], more: Sequence[str], less: Sequence[str], name: str) -> tuple[str, ...]:
    missing = [text for text in less if text not in old]
    if missing:
        raise GlossaryError(f"{missing[0]!r} is not among the entry's {name}")
    return tuple(dict.fromkeys(text for text in (*old, *more) if text not in less))
