"""Where markdown-it-py's tokens stand in the file: the parser itself tells the lines of blocks only."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from translate.errors import InputError

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_HANGUL = re.compile("[가-힣]")
_VERBATIM = re.compile(
    r"""(?P<shown> \$\$ .{1,4000}? \$\$
      | (?<![0-9A-Za-z$]) \$ (?!\s) (?: \\. | [^\\$] )+ (?<!\s) \$ (?![0-9$])  # not $5 and $6, nor 5$
      | \\\( (?P<round> .{1,4000}?) \\\) | \\\[ (?P<square> .{1,4000}?) \\\]
      | \{\{ .{1,4000}? \}\} )
      | \{% .{1,4000}? %\}
      | (?<![^\n]) (?: :{3,} [ \t]* (?: \{[^}\n]*\} | [A-Za-z][\w-]* )? | !!![ \t]+[A-Za-z][\w-]* )""",
    re.DOTALL | re.VERBOSE,
)
_COMMAND = re.compile(r"\\[A-Za-z]")  # of LaTeX
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@cache
def parser() -> MarkdownIt:
    """A parser whose inline tokens carry ``meta["place"]``, their place in the content of their block."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    footnote_plugin(markdown, inline=False, move_to_end=False, always_match_refs=True)
    dollarmath_plugin(markdown, allow_blank_lines=False)
    markdown.inline.ruler.at("math_inline", _verbatim)  # its own does not tell prices from formulas
    markdown.core.ruler.disable("text_join")  # keeps escaped characters apart, so that they have a place
    for rule in markdown.inline.ruler.__rules__:
        if rule.name != "text":
            markdown.inline.ruler.at(rule.name, _placing(rule.name, rule.fn))
    return markdown


def _placing(name: str, rule: Callable[[StateInline, bool], bool]) -> Callable[[StateInline, bool], bool]:
    """A rule that notes where its tokens stand."""

    def placing(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if silent:
            return True
        place = (start, state.pos)
        if name in ("emphasis", "strikethrough"):  # one token for each mark, which later become pairs
            end = state.pos
            for token in reversed(state.tokens[before:]):
                if end <= start:
                    break
                token.meta["place"] = (end - len(token.content), end)
                end -= len(token.content)
            _flank_hangul(state, start)
            return True
        for token in state.tokens[before:]:
            if token.type != "text":
                token.meta.setdefault("place", place)
        if name == "link":
            opening = next(token for token in state.tokens[before:] if token.type == "link_open")
            opening.meta["label_end"] = state.md.helpers.parseLinkLabel(state, start, True)
        return True

    return placing


def _verbatim(state: StateInline, silent: bool) -> bool:
    """Formulas, placeholders of templates, and the words that open or close a box in the text.

    Brackets behind a backslash with Hangul and no LaTeX between them are brackets that a program escaped.
    """
    match = _VERBATIM.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    formula = match["round"] or match["square"] or ""
    if _HANGUL.search(formula) and not _COMMAND.search(formula):
        return False
    if not silent:
        token = state.push("verbatim", "", 0)
        token.content = (match["shown"] or "").replace("\n", " ")
    state.pos = match.end()
    return True


def _flank_hangul(state: StateInline, start: int) -> None:
    """Let ``**“용어”**를`` be bold, which CommonMark forbids for want of a space behind the closing marks."""
    before, after = state.src[max(start - 1, 0) : start], state.src[state.pos : state.pos + 1]
    if state.src[start] != "*" or before.isspace() or after.isspace():
        return
    for delimiter in state.delimiters[start - state.pos :]:
        delimiter.close |= bool(before and _HANGUL.match(after))
        delimiter.open |= bool(after and _HANGUL.match(before))


class Places:
    """The lines of a Markdown file.

    Args:
        source: The file's text.
        start: Where its body begins, behind the front matter.
        name: Its name, for errors.
    """

    def __init__(self, source: str, start: int, name: str) -> None:
        self.body = source[start:]
        self._source = source
        self._name = name
        self._first = source.count("\n", 0, start)
        self._lines = [match.span() for match in _LINE.finditer(source, start)]
        self._row = (-1, 0)

    def lines(self, first: int, last: int) -> tuple[int, int]:
        """Where the lines from ``first`` up to ``last`` stand in the file."""
        return self._lines[first][0], self._lines[last - 1][1]

    def origin(self, token: Token, *, cell: bool) -> list[int]:
        """The place in the file of each character of an inline token's content.

        Raises:
            InputError: A line cannot be found again.
        """
        assert token.map is not None
        if cell:
            return self._cell(token.content, token.map[0])
        found: list[int] = []
        rest = token.content.split("\n")
        for number, text in enumerate(rest):
            start, end = self._lines[token.map[0] + number]
            line = self._source[start:end].rstrip("\r\n")
            column = len(line.rstrip()) - len(text.rstrip())
            if column < 0 or not line.startswith(text.rstrip(), column):
                column = line.find(text.rstrip())
            if column < 0:
                raise self._lost(token.map[0] + number)
            if found:
                found.append(self._line_end(token.map[0] + number - 1))
            found += range(start + column, start + column + len(text))
        return found

    def _line_end(self, line: int) -> int:
        start, end = self._lines[line]
        return start + len(self._source[start:end].rstrip("\r\n"))

    def _cell(self, content: str, line: int) -> list[int]:
        start, end = self._lines[line]
        place = self._row[1] if self._row[0] == line else start
        letters = [re.escape(letter) if letter != "|" else r"(?:\\\||\|)" for letter in content]
        match = re.compile("".join(letters)).search(self._source, place, end)
        if match is None:
            raise self._lost(line)
        self._row = (line, match.end())
        found: list[int] = []
        place = match.start()
        for letter in content:
            place += letter == "|" and self._source[place] == "\\"
            found.append(place)
            place += 1
        return found

    def _lost(self, line: int) -> InputError:
        return InputError(
            "a paragraph cannot be told from the marks around it",
            path=self._name,
            line=self._first + line + 1,
            mend="put spaces in the place of tabs at the beginning of its lines",
        )
