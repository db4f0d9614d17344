"""The command line ``yongeo glossary``: a thin face over the package."""

from __future__ import annotations

import click

from glossary.commands.compare import diff, merge
from glossary.commands.convert import export, import_
from glossary.commands.edit import add, edit, fmt, remove, rename, set_
from glossary.commands.inspect import lint, schema
from glossary.commands.propose import suggest
from glossary.commands.show import find, list_, match, show

__all__ = ["glossary"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def glossary() -> None:
    """Read, edit, check and exchange glossaries.

    A glossary is a YAML file of Korean terms and the English that a translation must keep. Commands take it
    with -g FILE or from the environment variable YONGEO_GLOSSARY.

    \b
    Example:
      yongeo glossary add -g terms.yaml "생성형 AI" "generative AI" --case sentence
    """


for _command in (
    list_, show, find, match, add, set_, remove, rename, fmt, edit, lint, schema, diff, merge,
    import_, export, suggest,
):  # fmt: skip
    glossary.add_command(_command)
