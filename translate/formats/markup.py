"""Visible text of HTML and XHTML, with its place in the file; everything else is left where it stands."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from translate.document import Kind
from translate.formats.inline import Builder, Form, Placed, Span
from translate.formats.markup_tokens import Token, tokens

# fmt: off
# Elements inside a line of text; every other element begins a new block.
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "nobr", "output", "q", "rb", "rp",
    "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var",
    "wbr",
))
_KEPT_INLINE = frozenset(("code", "kbd", "samp", "var"))
_KEPT = frozenset((
    "script", "style", "pre", "textarea", "svg", "math", "iframe", "noembed", "noframes", "xmp",
    "object", "template", "plaintext",
))
# fmt: on
_SPOKEN = frozenset(("alt", "title", "placeholder", "aria-label"))  # attributes that a reader sees
_META = frozenset(
    (
        "description",
        "keywords",
        "og:title",
        "og:description",
        "og:site_name",
        "twitter:title",
        "twitter:description",
    )
)
_SECTION = re.compile(r"<!\[(?:temp|cdata|ignore|include|rcdata|if|else|endif)\b", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f]+")  # a no-break space is not among them
_KINDS = {"title": Kind.HEADLINE, "h1": Kind.HEADLINE} | {f"h{n}": Kind.SUBHEAD for n in range(2, 7)}


def plain(source: str, pieces: Iterable[Token]) -> str:
    """The text of tokens, without their tags."""
    return html.unescape("".join(source[slice(*token.span)] for token in pieces if token.what == "text"))


def visible(source: str, start: int = 0, end: int | None = None) -> Iterator[tuple[Placed, Kind]]:
    """All text a reader of the page sees, in order: blocks, and attributes such as alt and title.

    Args:
        source: The file's text.
        start, end: The part of it to look at, in characters.
    """
    return iter(_Walk(source, list(tokens(source, start, end))).found)


class _Walk:
    """One pass over a page's tokens that gathers the blocks."""

    def __init__(self, source: str, tokens: list[Token]) -> None:
        self.source = source
        self.tokens = tokens
        self.found: list[tuple[Placed, Kind]] = []
        self._partner = _partners(tokens)
        self._run: list[int] = []
        self._kinds: list[tuple[int, Kind]] = []
        index = 0
        while index < len(tokens):
            index = self._take(index)
        self._flush()

    def _take(self, index: int) -> int:
        token = self.tokens[index]
        while self._kinds and self._kinds[-1][0] < index:
            self._kinds.pop()
        if token.what == "start":
            self._attributes(token)
            end = self._partner.get(index)
            if token.name in _KEPT or (_protected(self.source, token) and token.name not in _INLINE):
                self._flush()
                return index + 1 if end is None else end + 1
            if token.name not in _INLINE:
                self._flush()
                if token.name in _KINDS and end is not None:
                    self._kinds.append((end, _KINDS[token.name]))
                return index + 1
            self._run.append(index)
            if end is not None and (token.name in _KEPT_INLINE or _protected(self.source, token)):
                inside = range(index + 1, end + 1)
                if not any(
                    self.tokens[i].what == "start" and self.tokens[i].name not in _INLINE for i in inside
                ):
                    self._run.extend(inside)
                else:
                    self._run.pop()
                    self._flush()
                return end + 1
        elif token.what == "end" and token.name not in _INLINE:
            self._flush()
        else:
            self._run.append(index)
        return index + 1

    def _attributes(self, token: Token) -> None:
        if not token.attributes:
            return
        wanted = {name for name, _ in token.attributes if name in _SPOKEN}
        named = token.attribute(self.source, "name") or token.attribute(self.source, "property")
        if token.name == "meta" and named in _META:
            wanted.add("content")
        pushed = (token.attribute(self.source, "type") or "").lower() in ("submit", "button", "reset")
        if token.name == "input" and pushed:
            wanted.add("value")
        if not wanted or _protected(self.source, token):
            return
        for name, span in token.attributes:
            if name in wanted:
                builder = Builder()
                builder.text(" ".join(html.unescape(self.source[slice(*span)]).split()))
                self._add(builder, span, Kind.BODY, "attribute")

    def _add(self, builder: Builder, place: Span, kind: Kind, escape: str) -> None:
        inline = builder.build()
        if any(letter.isalnum() for letter in inline.text):
            self.found.append((Placed(inline, place, escape), kind))

    def _flush(self) -> None:
        """Make a block of the run of text and inline elements gathered so far."""
        run, self._run = self._run, []
        while run and self._blank(run[0]):
            del run[0]
        while run and self._blank(run[-1]):
            del run[-1]
        if not run:
            return
        kind = self._kinds[-1][1] if self._kinds else Kind.BODY
        writer = _Writer(self.source, self.tokens, self._partner, run)
        self._add(writer.builder, (self.tokens[run[0]].start, self.tokens[run[-1]].end), kind, "text")

    def _blank(self, index: int) -> bool:
        token = self.tokens[index]
        if token.what == "text":
            return not self.source[token.start : token.end].strip(" \t\r\n\f")
        return token.what == "other"


class _Writer:
    """Gives a run of tokens to a `Builder`."""

    def __init__(self, source: str, tokens: list[Token], partner: dict[int, int], run: list[int]) -> None:
        self.builder = Builder()
        self._source = source
        self._tokens = tokens
        self._spaced = True  # a space that follows shows nothing
        self._open: dict[int, int] = {}  # start tag's partner to the builder's number
        position = 0
        while position < len(run):
            index = run[position]
            token = tokens[index]
            last = partner.get(index)
            inside = last is not None and last <= run[-1]
            if token.what == "text":
                self._text(token)
            elif token.what == "start" and inside and last is not None:
                if token.name in _KEPT_INLINE or _protected(source, token):
                    self._piece(index, last)
                    position += last - index
                elif token.name in ("rt", "rp"):
                    position += last - index
                elif token.name not in ("ruby", "rb"):
                    form = Form.LINK if token.name == "a" else Form.STYLE
                    self._open[last] = self.builder.open(token.span, form)
            elif token.what == "start" and token.name == "br":
                self.builder.atom(token.span, "\n")
                self._spaced = False
            elif token.what == "end" and index in self._open:
                self.builder.close(token.span, self._open[index])
            elif token.name not in ("ruby", "rb", "rt", "rp"):
                self.builder.atom(token.span)
                self._spaced &= token.name not in ("img", "input")
            position += 1

    def _text(self, token: Token) -> None:
        raw = self._source[token.start : token.end]
        done = 0
        for match in _SPACE.finditer(raw):
            self._words(raw[done : match.start()])
            if not self._spaced:
                self._spaced = True
                if match[0] == " ":
                    self.builder.text(" ")
                else:
                    self.builder.space((token.start + match.start(), token.start + match.end()))
            done = match.end()
        self._words(raw[done:])

    def _words(self, text: str) -> None:
        if text:
            self.builder.text(html.unescape(text).replace("\n", " ") if "&" in text else text)
            self._spaced = False

    def _piece(self, first: int, last: int) -> None:
        """An element that stays as it is, and reads as its text."""
        span = (self._tokens[first].start, self._tokens[last].end)
        self.builder.atom(span, " ".join(plain(self._source, self._tokens[first + 1 : last]).split()))
        self._spaced = False


def _partners(tokens: list[Token]) -> dict[int, int]:
    """For each start tag that is closed, the place of its end tag among the tokens."""
    opened: dict[str, list[int]] = {}
    partner: dict[int, int] = {}
    for index, token in enumerate(tokens):
        if token.what == "start" and not token.closed:
            opened.setdefault(token.name, []).append(index)
        elif token.what == "end" and opened.get(token.name):
            partner[opened[token.name].pop()] = index
    return partner


def _protected(source: str, token: Token) -> bool:
    if token.attribute(source, "translate") == "no":
        return True
    return "notranslate" in (token.attribute(source, "class") or "").split()


def escape(text: str, how: str, quote: str = '"') -> str:
    """Write plain text in a page.

    Args:
        text: The text.
        how: ``text`` between tags, ``attribute`` inside an attribute's value.
        quote: The quotation mark around the value; empty where it has none.
    """
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\u00a0", "&#160;")
    if how == "text":
        return text
    text = text.replace("'", "&#39;") if quote == "'" else text.replace('"', "&quot;")
    return text if quote else f'"{text}"'
