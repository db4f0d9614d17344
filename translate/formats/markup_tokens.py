"""HTML and XHTML cut into tokens with their places, as browsers cut it (HTML Living Standard, 13.2.5).

The standard library's parser does not say where attributes stand, and takes quadratic time over broken pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from translate.formats.inline import Span

_NAME = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
_BETWEEN = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"(=?[^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"'][^\s>]*)|(?=>)))?")
_RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"))
_RAW_TEXT = frozenset(("title", "textarea"))  # text with entities and without tags
_VOID = frozenset(
    (
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    )
)
_MARKS = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!", ">"), ("<?", ">"))


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a page.

    Args:
        what: ``start``, ``end``, ``text``, or ``other`` (comments, declarations, scripts, broken tags).
        start, end: Its place in the page, in characters.
        name: The element's name in small letters.
        attributes: Names in small letters, and where the values stand, without quotation marks.
        closed: Whether a start tag has no end tag.
    """

    what: str
    start: int
    end: int
    name: str = ""
    attributes: tuple[tuple[str, Span], ...] = ()
    closed: bool = False

    @property
    def span(self) -> Span:
        """Its place in the page."""
        return self.start, self.end

    def attribute(self, source: str, name: str) -> str | None:
        """The value of an attribute as written in the page, or None."""
        return next((source[slice(*span)] for key, span in self.attributes if key == name), None)


def tokens(source: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """Cut a page into its tokens; put together they are the page, character for character.

    Args:
        source: The page.
        start, end: The part of it to look at, in characters.
    """
    end = len(source) if end is None else end
    place = text = start
    while (place := source.find("<", place, end)) >= 0:
        token = _tag(source, place, end)
        if token is None:
            place += 1
            continue
        if text < place:
            yield Token("text", text, place)
        yield token
        place = text = token.end
        if token.what == "start" and not token.closed and token.name in _RAW | _RAW_TEXT:
            closing = re.compile(rf"</{re.escape(token.name)}(?=[\s/>])", re.IGNORECASE)
            match = closing.search(source, place, end)
            stop = match.start() if match else end
            if place < stop:
                yield Token("text" if token.name in _RAW_TEXT else "other", place, stop)
            place = text = stop
    if text < end:
        yield Token("text", text, end)


def _tag(source: str, place: int, end: int) -> Token | None:
    """The tag, comment or declaration at a ``<``; None where that is only a character."""
    match = _NAME.match(source, place, end)
    if match is None:
        for opening, closing in _MARKS:
            if source.startswith(opening, place):
                stop = source.find(closing, place + len(opening), end)
                return Token("other", place, end if stop < 0 else stop + len(closing))
        return None
    name = match[2].lower()
    attributes: list[tuple[str, Span]] = []
    here = match.end()
    while True:
        between = _BETWEEN.match(source, here, end)
        here = between.end() if between else here
        if here >= end:
            return Token("other", place, end)  # as in a browser, a tag that never ends swallows the rest
        if source[here] == ">":
            closed = source[here - 1] == "/" and between is not None and between[0] != ""
            break
        found = _ATTRIBUTE.match(source, here, end)
        assert found is not None
        group = found.lastindex or 1
        value = found.span(group) if group > 1 else (found.end(), found.end())
        if group > 1:
            attributes.append((found[1].lower(), value))
        here = max(found.end(), here + 1)
    if match[1]:
        return Token("end", place, here + 1, name)
    return Token("start", place, here + 1, name, tuple(attributes), closed or name in _VOID)
