"""Many entries added to a file at once."""

from __future__ import annotations

from collections.abc import Sequence

from glossary import yamltext
from glossary.entry import Entry
from glossary.errors import GlossaryError
from glossary.lines import with_ends
from glossary.yamlfile import GlossaryFile


def add_all(file: GlossaryFile, entries: Sequence[Entry]) -> None:
    """Add entries after the others, reading the file once and not once for each.

    Args:
        file: The glossary file; not yet saved.
        entries: The entries, each with a source that the file does not have.

    Raises:
        GlossaryError: A source is there already, or the file's layout cannot hold them.
    """
    if not entries:
        return
    first, rest = entries[0], entries[1:]
    file.add(first)
    if not rest:
        return
    known = {entry.source for entry in file.glossary}
    for entry in rest:
        if entry.source in known:
            raise GlossaryError(f"there is already an entry {entry.source!r}", path=file.path)
        known.add(entry.source)
    item = next(item for item in reversed(file.raw.entries) if item.entry == first)
    lines = with_ends(file.text)
    dash = lines[item.line - 1][: item.column - 1]
    written = yamltext.block_entry(first)
    if item.key is None and dash.strip() == "-" and _text(lines, item.line, len(written)) == written:
        # The entry stands as a block of its own lines, so the others may follow in the same way.
        margin = dash[: dash.index("-")]
        last = item.line - 1 + len(written)
        newline = "\r\n" if lines[0].endswith("\r\n") else "\n"
        if not lines[last - 1].endswith(("\n", "\r")):
            lines[last - 1] += newline
        block = [margin + line + newline for entry in rest for line in yamltext.block_entry(entry)]
        file.replace_text("".join((*lines[:last], *block, *lines[last:])))
        return
    for entry in rest:
        file.add(entry)


def _text(lines: list[str], first: int, count: int) -> list[str]:
    """Lines from a number on, without the margin that the first one has."""
    block = [line.rstrip("\r\n") for line in lines[first - 1 : first - 1 + count]]
    margin = len(block[0]) - len(block[0].lstrip(" ")) if block else 0
    return [line[margin:] for line in block]
