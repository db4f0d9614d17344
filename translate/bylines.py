"""Who wrote an article: the names before a reporter's title, in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from glossary.romanize import romanized_name
from translate.document import Kind

KINDS = frozenset((Kind.BYLINE, Kind.CAPTION))  # of blocks; elsewhere the same words are part of a sentence
_CREDITS = {"글": "Text by", "사진": "Photo by", "그래픽": "Graphic by", "영상": "Video by"}
_NAME = "[가-힣]{2,4}"
_BYLINE = re.compile(
    rf"(?<![가-힣A-Za-z])(?:(?P<work>{'|'.join(_CREDITS)})\s?[=:：]?\s?)?"
    rf"(?P<names>{_NAME}(?:\s?[·・,&]\s?{_NAME}){{0,5}})\s?(?:수습|인턴|객원|선임|전문|사진)?\s?기자(?![가-힣])"
)


def find(text: str) -> Iterator[tuple[int, int, str]]:
    """Where reporters are named in a byline, and how English names them.

    Args:
        text: Of a block of one of ``KINDS``.

    Yields:
        Start and end in characters, with the English; names that are no Korean ones are left out.
    """
    for match in _BYLINE.finditer(text):
        names = [romanized_name(name) for name in re.findall(_NAME, match["names"])]
        known = [name for name in names if name]
        if len(known) == len(names):
            listed = " and ".join(filter(None, [", ".join(known[:-1]), known[-1]]))
            yield match.start(), match.end(), f"{_CREDITS.get(match['work'], 'By')} {listed}"
