"""The command line ``yongeo``: a thin face over the library. Each command's libraries load when it runs."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import click

from glossary.errors import YongeoError
from translate.errors import Interrupted

_ELSEWHERE = {
    "check": ("translate.check.commands:check", "Check translations: pins, numbers, leftovers, quotes."),
    "glossary": ("glossary.commands:glossary", "Edit, check and exchange glossaries."),
    "memory": ("translate.memory.commands:memory", "Look into the translation memory, import and export it."),
    "models": ("translate.models.commands:models", "List, build, fetch, add and check models."),
    "segment": ("translate.segment_command:segment", "Show blocks and sentences as JSON lines."),
    "serve": ("translate.serve.commands:serve", "Answer over HTTP, with a page to try it."),
    "train": ("translate.training.commands:train", "Fine-tune the embedded model on your own pairs."),
    "translate": ("translate.translate_command:translate", "Translate files, folders or standard input."),
}


class _LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_ELSEWHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _ELSEWHERE:
            return None
        module, name = _ELSEWHERE[cmd_name][0].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in sorted(_ELSEWHERE.items())])

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _in_one_line():  # --help and --version are written here
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _in_one_line():
            return super().invoke(ctx)


@contextmanager
def _in_one_line() -> Iterator[None]:
    """What goes wrong inside is told in one line, and ends the program."""
    if sys.stdout is None:  # closed: what is written fails in one line
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
    try:
        yield
    except YongeoError as error:
        click.echo(f"yongeo: {error}", err=True)
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output is gone; there is nobody to tell
        sys.exit(1)
    except OSError as error:
        place = error.filename or "output"  # what fails to be written does not know its name
        click.echo(f"yongeo: {place}: {error.strerror or error}; check its permissions and space", err=True)
        if error.filename is None:
            with suppress(OSError):
                sys.stdout.close()  # else what it still holds would be written, and fail, once more
        sys.exit(1)
    except Interrupted:
        # all is put away; a batch that is being decoded in a thread would hold the process for seconds
        os._exit(130)  # as shells report a process that Ctrl-C ended


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yongeo")
def main() -> None:
    """Translate Korean articles to English offline, with your terms kept exactly.

    \b
    yongeo translate article.txt -g terms.yaml
    yongeo translate news/ -d english/ --recursive -g terms.yaml --report run.json
    yongeo glossary add "생성형 AI" "generative AI" -g terms.yaml
    """
