"""Any document written anew as Markdown, HTML or DOCX: its paragraphs, with or without their source."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate.document import Block, Document, Kind
from translate.formats import missing_library


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block as it is written.

    Args:
        kind: What the block is.
        source: Its Korean.
        target: Its English; the Korean where it is kept untranslated.
    """

    kind: Kind
    source: str
    target: str


def english(block: Block) -> str:
    """A block's English: its segments' targets, parted as their sources are.

    Args:
        block: A translated block.
    """
    pieces: list[str] = []
    at = block.start
    for segment in block.segments:
        gap = block.text[at - block.start : segment.start - block.start]
        pieces.append(gap or (" " if pieces else ""))
        pieces.append(segment.source if segment.target is None else segment.target)
        at = segment.end
    return "".join(pieces)


def paragraphs(document: Document, keep_furniture: bool = False) -> Iterator[Paragraph]:
    """The paragraphs of a translated document.

    Args:
        document: A translated document.
        keep_furniture: Whether untranslated blocks are kept, in Korean.
    """
    for block in document.blocks:
        if block.segments:
            yield Paragraph(block.kind, block.text.strip(), english(block).strip())
        elif keep_furniture and block.text.strip():
            yield Paragraph(block.kind, block.text.strip(), block.text.strip())


def markdown(document: Document, keep_furniture: bool = False, bilingual: bool = False) -> bytes:
    """A document as Markdown; in bilingual output each source is a quotation above its English.

    Args:
        document: A translated document.
        keep_furniture: Whether untranslated blocks are kept, in Korean.
        bilingual: Whether the Korean is written too.
    """
    heading = {Kind.HEADLINE: "# ", Kind.SUBHEAD: "## "}
    lines = []
    for paragraph in paragraphs(document, keep_furniture):
        if bilingual and paragraph.source != paragraph.target:
            lines.append("> " + _escaped(paragraph.source).replace("\n", "\n> "))
        text = heading.get(paragraph.kind, "") + _escaped(paragraph.target)
        lines.append(f"*{text}*" if paragraph.kind is Kind.CAPTION and "*" not in text else text)
    return ("\n\n".join(lines) + "\n").encode() if lines else b""


def _escaped(text: str) -> str:
    """Text in which Markdown finds no markup."""
    text = re.sub(r"([\\`*_\[\]<>]|&(?=#?\w+;))", r"\\\1", text)
    text = re.sub(r"(?m)^(\s*)([#+-])", r"\1\\\2", text)
    return re.sub(r"(?m)^(\s*\d{1,9})([.)])(?=\s|$)", r"\1\\\2", text)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
</head>
<body>
{body}
</body>
</html>
"""


def page(document: Document, keep_furniture: bool = False, bilingual: bool = False) -> bytes:
    """A document as a plain HTML page.

    Args:
        document: A translated document.
        keep_furniture: Whether untranslated blocks are kept, in Korean.
        bilingual: Whether the Korean is written too.
    """
    name = {Kind.HEADLINE: "h1", Kind.SUBHEAD: "h2"}
    lines, title = [], document.name
    for paragraph in paragraphs(document, keep_furniture):
        tag = name.get(paragraph.kind, "p")
        if paragraph.kind is Kind.HEADLINE:
            title = paragraph.target
        if bilingual and paragraph.source != paragraph.target:
            lines.append(f'<p lang="ko">{_as_html(paragraph.source)}</p>')
        language = ' lang="ko"' if paragraph.source == paragraph.target else ""
        lines.append(f"<{tag}{language}>{_as_html(paragraph.target)}</{tag}>")
    return _PAGE.format(title=html.escape(title), body="\n".join(lines)).encode("utf-8", "replace")


def _as_html(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>\n")


def word(document: Document, keep_furniture: bool = False, bilingual: bool = False) -> bytes:
    """A document as DOCX; in bilingual output a table of two columns.

    Args:
        document: A translated document.
        keep_furniture: Whether untranslated blocks are kept, in Korean.
        bilingual: Whether the Korean is written too.

    Raises:
        InputError: The library for DOCX is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise missing_library("python-docx", document.name) from error
    file = docx.Document()
    rows = list(paragraphs(document, keep_furniture))
    if bilingual:
        table = file.add_table(rows=0, cols=2, style="Table Grid")
        for row in rows:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = _for_xml(row.source), _for_xml(row.target)
    else:
        level = {Kind.HEADLINE: 1, Kind.SUBHEAD: 2}
        for row in rows:
            if row.kind in level:
                file.add_heading(_for_xml(row.target), level[row.kind])
            else:
                file.add_paragraph(_for_xml(row.target))
    stream = io.BytesIO()
    file.save(stream)
    return stream.getvalue()


def _for_xml(text: str) -> str:
    """Text without the characters that XML 1.0 does not allow."""
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\N{REPLACEMENT CHARACTER}", text)
