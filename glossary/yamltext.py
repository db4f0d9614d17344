"""Texts and entries written as YAML, with quotes where a reader of YAML 1.1 or 1.2 would need them."""

from __future__ import annotations

import re

from glossary.entry import Entry
from glossary.folding import INVISIBLE

_WORDS = frozenset(("", "~", "null", "y", "n", "yes", "no", "on", "off", "true", "false", "=", "<<"))
_NUMBER = re.compile(
    r"[-+]?(?:0x[0-9a-f_]+|0o?[0-7_]+|0b[01_]+|\.?[0-9][0-9_]*\.?[0-9_]*(?:e[-+]?[0-9]+)?"
    r"|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|\.inf|\.nan)|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*",
    re.IGNORECASE,
)
_BEGINS_SPECIAL = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`=]|\.\.\.")
_HOLDS_SPECIAL = re.compile(r":(?:\s|$)|\s#|[\t\r\n]")
_HOLDS_FLOW_SPECIAL = re.compile(r"[,\[\]{}:?]")
_NEEDS_ESCAPE = re.compile(
    f"[\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufffe\uffff{INVISIBLE}]"
)  # what YAML forbids, what it would fold, and what nobody sees
_SHORT_ESCAPES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", "\xa0": "\\_"}


def scalar(text: str, style: str = "", flow: bool = False) -> str:
    """A text as a YAML scalar on one line.

    Args:
        text: The text.
        style: The quotes wished for (``'``, ``"`` or none); others where these cannot hold the text.
        flow: Whether it will stand inside brackets or braces.
    """
    if style == '"' or _NEEDS_ESCAPE.search(text):
        return _double_quoted(text)
    if style == "'":
        return _single_quoted(text)
    if _is_plain(text, flow):
        return text
    return _single_quoted(text) if "\\" in text or '"' in text else _double_quoted(text)


def pairs(entry: Entry, flow: bool = False) -> list[tuple[str, str]]:
    """The keys of an entry that say more than the default, each with its value as YAML.

    Args:
        entry: The entry.
        flow: Whether they will stand inside braces.
    """
    written = [("source", scalar(entry.source, flow=flow)), ("target", scalar(entry.target, flow=flow))]
    plain = Entry(entry.source, entry.target)
    for key in ("variants", "case", "match", "forbid", "note", "status", "tags"):
        value = getattr(entry, key)
        if value != getattr(plain, key):
            written.append((key, field(value, flow=flow)))
    return written


def field(value: str | tuple[str, ...], style: str = "", flow: bool = False) -> str:
    """The value of one field of an entry as YAML on one line.

    Args:
        value: A text, a choice such as ``Case.SENTENCE``, or a list of texts.
        style: The quotes wished for.
        flow: Whether it will stand inside brackets or braces.
    """
    if isinstance(value, tuple):
        return "[" + ", ".join(scalar(item, flow=True) for item in value) + "]"
    return scalar(str(getattr(value, "value", value)), style, flow)


def flow_entry(entry: Entry) -> str:
    """An entry in braces, on one line.

    Args:
        entry: The entry.
    """
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs(entry, flow=True)) + "}"


def block_entry(entry: Entry) -> list[str]:
    """The lines of an entry as an item of a list, the first with its dash.

    Args:
        entry: The entry.
    """
    lines = [f"{key}: {value}" for key, value in pairs(entry)]
    return ["- " + lines[0], *("  " + line for line in lines[1:])]


def _is_plain(text: str, flow: bool) -> bool:
    if text != text.strip() or text.lower() in _WORDS or _NUMBER.fullmatch(text):
        return False
    if _BEGINS_SPECIAL.match(text) or _HOLDS_SPECIAL.search(text):
        return False
    return not (flow and _HOLDS_FLOW_SPECIAL.search(text))


def _single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _NEEDS_ESCAPE.sub(lambda match: _escape(match.group()), escaped) + '"'


def _escape(character: str) -> str:
    if character in _SHORT_ESCAPES:
        return _SHORT_ESCAPES[character]
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
