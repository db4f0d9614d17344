"""The command ``yongeo segment``."""

from __future__ import annotations

import json
import sys

import click


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("--encoding", help="Encoding of text inputs; detected by default.")
@click.option("--recursive", is_flag=True, help="Search folders to the bottom.")
def segment(inputs: tuple[str, ...], encoding: str | None, recursive: bool) -> None:
    """Show blocks and sentences as JSON lines; nothing is translated.

    Each line is one segment, or one block that is not translated ("seg": null); start and end are characters
    of the text.

    \b
    yongeo segment article.txt
    cat article.txt | yongeo segment - | jq -r 'select(.kind == "body").source'
    """
    from glossary.errors import YongeoError
    from translate.formats import format_for, reading
    from translate.inputs import discover

    sources, missing = discover(inputs, recursive)
    wrong: list[YongeoError] = [*missing]
    for source in sources:
        try:
            options = {"encoding": encoding} if encoding else {}
            with reading(source.name):
                document = format_for(source.relative.name).read(source.read(), source.name, **options)
        except YongeoError as error:
            wrong.append(error)
            continue
        for block in document.blocks:
            row = {"doc": document.name, "block": block.number, "kind": block.kind.value}
            for part in block.segments or (None,):
                place = part or block
                row |= {"seg": part.number if part else None, "start": place.start, "end": place.end}
                row["source"] = part.source if part else block.text
                shown = json.dumps(row, ensure_ascii=False)
                click.echo(shown.encode("utf-8", "backslashreplace").decode())  # names may be no UTF-8
    for fault in wrong:
        click.echo(f"yongeo: {fault}", err=True)
    if wrong:
        sys.exit(1)
