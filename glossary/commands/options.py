"""Options and output that the commands share."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from glossary.entry import Case, Entry, Glossary, Match, Status
from glossary.errors import GlossaryError

_Function = TypeVar("_Function", bound=Callable[..., Any])
VARIABLE = "YONGEO_GLOSSARY"
PATH = click.Path(path_type=Path, readable=False)  # whether it can be read is found where it is read


def one_glossary(function: _Function) -> _Function:
    """``-g FILE``: the glossary to read or edit."""
    return click.option(
        "-g", "--glossary", "path", required=True, envvar=VARIABLE, show_envvar=True, metavar="FILE",
        type=PATH, callback=_refuse_several, help="The glossary.",
    )(function)  # fmt: skip


def _refuse_several(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    """The environment may name several glossaries, which other commands read; this one takes only one."""
    if context.get_parameter_source("path") is not ParameterSource.ENVIRONMENT:
        return path
    names = [name for name in str(path).split(os.pathsep) if name]
    if len(names) > 1:
        raise GlossaryError(f"{VARIABLE} names {' and '.join(names)}", mend="choose one of them with -g")
    return Path(names[0]) if names else path


def several_glossaries(function: _Function) -> _Function:
    """``-g FILE``, several times: of two with one source the later counts."""
    return click.option(
        "-g", "--glossary", "paths", required=True, multiple=True, envvar=VARIABLE, show_envvar=True,
        metavar="FILE", type=PATH, help="A glossary; of several the later counts.",
    )(function)  # fmt: skip


def files_or_glossaries(function: _Function) -> _Function:
    """Glossaries as arguments, as pre-commit gives them, or with ``-g FILE``."""
    option = click.option(
        "-g", "--glossary", "paths", multiple=True, envvar=VARIABLE, show_envvar=True, metavar="FILE",
        type=PATH, help="A glossary, the same as FILE.",
    )  # fmt: skip
    argument = click.argument("files", metavar="[FILE]...", nargs=-1, type=PATH)
    return argument(option(function))


def chosen_files(files: tuple[Path, ...], paths: tuple[Path, ...]) -> tuple[Path, ...]:
    """The files of ``files_or_glossaries``, each once; the environment's only where none is named.

    Args:
        files: The arguments.
        paths: The option's values.
    """
    source = click.get_current_context().get_parameter_source("paths")
    chosen = files if files and source is ParameterSource.ENVIRONMENT else (*files, *paths)
    if not chosen:
        raise click.UsageError(f"name a glossary, or set {VARIABLE}")
    return tuple(dict.fromkeys(chosen))


def make_if_missing(path: Path) -> None:
    """Make an empty glossary where there is none; of two commands at once only one makes it.

    Args:
        path: The file.

    Raises:
        GlossaryError: It cannot be made.
    """
    from glossary.yamlfile import LONGEST_NAME, NEW_FILE

    if os.path.exists(path):  # unlike Path.exists, False where it cannot be told
        return
    draft = path.with_name(f".{path.name[:LONGEST_NAME]}.{os.getpid()}.tmp")
    try:
        draft.write_bytes(NEW_FILE.encode())
        try:
            os.link(draft, path)  # fails where the file has come to be, and is whole from the first moment
            click.echo(f"made {path}", err=True)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise GlossaryError(
            f"cannot be made: {error.strerror}", path=path, mend="choose another place"
        ) from error


def as_json(function: _Function) -> _Function:
    """``--json``: for programs."""
    return click.option("--json", "in_json", is_flag=True, help="Print JSON.")(function)


def choice(kind: type[Case] | type[Match] | type[Status]) -> click.Choice[str]:
    """The values of a field that has only some."""
    return click.Choice([item.value for item in kind])


def joined(paths: Iterable[Path]) -> Glossary:
    """One glossary of several files.

    Args:
        paths: The files, the most important last.

    Raises:
        GlossaryError: One cannot be read.
    """
    glossaries = [Glossary.load(path) for path in paths]
    return glossaries[0] if len(glossaries) == 1 else Glossary.joined(glossaries)


def record(entry: Entry) -> dict[str, Any]:
    """An entry as a JSON object.

    Args:
        entry: The entry.
    """
    return {
        "source": entry.source,
        "target": entry.target,
        "variants": list(entry.variants),
        "case": entry.case.value,
        "match": entry.match.value,
        "forbid": list(entry.forbid),
        "note": entry.note,
        "status": entry.status.value,
        "tags": list(entry.tags),
        "path": None if entry.place.path is None else str(entry.place.path),
        "line": entry.place.line,
    }


def print_json(value: object) -> None:
    """Print a value as JSON, with Hangul as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def print_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    """Print a table that fits the terminal, or tab-separated lines where nobody reads them on one.

    Args:
        columns: The headings.
        rows: The cells.
    """
    if not sys.stdout.isatty():
        for row in rows:
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    rows = list(rows)
    filled = [number for number in range(len(columns)) if any(row[number] for row in rows)] or [0, 1]
    for number in filled:
        table.add_column(columns[number], no_wrap=number < 2)  # where it is narrow, the others give way
    for row in rows:
        table.add_row(
            *(Text(row[number]) for number in filled)
        )  # as text, so that brackets are not taken for markup
    Console(width=shutil.get_terminal_size().columns).print(table)


def counted(number: int, what: str = "entry", several: str = "entries") -> str:
    """A number with its noun: 1 entry, 2 entries."""
    return f"{number} {what if number == 1 else several}"
