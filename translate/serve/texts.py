"""From a request's text to a document, and from a translated document to the answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from translate.document import Document

_KEPT = "code \ufdd0"  # goes before an element's name, which becomes an attribute; no text holds U+FDD0


@dataclass(frozen=True, slots=True)
class English:
    """One translated text.

    Args:
        text: The English, in the form of the source.
        pins: As in JSON lines, their places counted in the whole text; without places in HTML.
        segments: As in JSON lines.
    """

    text: str
    pins: list[dict[str, Any]]
    segments: list[dict[str, Any]]


def detected(text: str) -> dict[str, Any]:
    """Korean or English, by the script of the letters.

    Args:
        text: Any text.
    """
    letters = sum(character.isalpha() for character in text)
    hangul = sum("가" <= character <= "힣" or "ㄱ" <= character <= "ㆎ" for character in text)
    latin = sum(character.isascii() and character.isalpha() for character in text)
    if hangul:  # Korean news is full of Latin names
        return {"confidence": round(100 * min(1.0, 2 * hangul / letters), 1), "language": "ko"}
    return {"confidence": round(100 * latin / letters, 1) if letters else 0.0, "language": "en"}


def read(text: str, markup: bool, kept: Collection[str] = ()) -> Document:
    """A text as the command line reads it, cut into segments.

    A text in which nothing looks like an article, such as the label of a button, is translated line by line.

    Args:
        text: Plain text, or HTML.
        markup: Whether it is HTML.
        kept: Names of its elements of which nothing is translated, in small letters.
    """
    from translate.segment import page, plain

    if markup:
        from translate.formats import html

        return html.read(_with_kept(text, kept).encode(), "text", encoding="utf-8")
    document = page(text, "text")
    return document if any(document.segments) else plain(text, "text")


def written(document: Document, markup: bool) -> English:
    """What a client is sent for a text.

    Args:
        document: Translated.
        markup: Whether it is HTML.
    """
    from translate.formats import html, jsonl, text

    segments = list(jsonl.records(document))
    if any(document.segments):
        english = (html if markup else text).write(document).decode()
    else:
        english = document.skeleton if markup else document.text
    if markup:
        english = english.replace(_KEPT, "")
    pins: list[dict[str, Any]] = []
    at = 0
    for segment in document.segments:
        target = segment.target or ""
        if not markup:  # targets stand in the text one after another
            at = english.index(target, at)
        for pin in segment.pins:
            places = {
                "start": segment.start + pin.start,
                "end": segment.start + pin.end,
                "tstart": None if pin.tstart is None else at + pin.tstart,
                "tend": None if pin.tend is None else at + pin.tend,
            }
            pins.append(
                {
                    "source": pin.source,
                    "target": pin.target,
                    "surface": pin.surface,
                    **(dict.fromkeys(places) if markup else places),
                    "how": None if pin.how is None else pin.how.value,
                }
            )
        at += 0 if markup else len(target)
    return English(english, pins, segments)


def _with_kept(text: str, names: Collection[str]) -> str:
    """HTML in which elements have a name that its reader takes for one to keep, within its sentence."""
    from translate.formats.markup_tokens import tokens
    from translate.formats.splice import Edit, Splice

    places = (
        token.start + (2 if token.what == "end" else 1) for token in tokens(text) if token.name in names
    )
    return str(Splice(text, (Edit((place, place), _KEPT) for place in places)))
