"""The command line ``yongeo``: a thin face over the library. Each command's libraries load when it runs."""

from __future__ import annotations

import importlib
import sys

import click

from glossary.errors import YongeoError

_GROUPS = {
    "glossary": "glossary.commands:glossary",
    "memory": "translate.memory_commands:memory",
    "models": "translate.models.commands:models",
    "serve": "translate.serve.commands:serve",
    "train": "translate.training.commands:train",
}


class _LazyGroup(click.Group):
    """A group whose subcommands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_GROUPS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _GROUPS:
            return super().get_command(ctx, cmd_name)
        module, name = _GROUPS[cmd_name].split(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except YongeoError as error:
            click.echo(f"yongeo: {error}", err=True)
            sys.exit(1)


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yongeo")
def main() -> None:
    """Translate Korean articles to English offline, with your terms kept exactly."""
