"""Who wrote an article: the names before a reporter's title, in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from glossary.romanize import romanized_name
from translate.document import Kind

KINDS = frozenset((Kind.BYLINE, Kind.CAPTION))  # of blocks; elsewhere the same words are part of a sentence
_CREDITS = {
    "글사진": "Text and photo by",
    "글": "Text by",
    "사진": "Photo by",
    "그래픽": "Graphic by",
    "영상": "Video by",
}
_NAME = "[가-힣]{2,4}"
_BYLINE = re.compile(
    r"(?<![가-힣A-Za-z])(?:기자명 +)?(?:(?P<work>글\s?[·,/]\s?사진|글|사진|그래픽|영상)\s?[=:：]?\s?)?"
    rf"(?P<names>{_NAME}(?:\s?[·・,&]\s?{_NAME}){{0,5}})"
    r"\s?(?:수습|인턴|객원|선임|사진|[가-힣]{0,4}전문)?\s?(?:기자|특파원)(?![가-힣])"
)
_NOBODY = re.compile("[가-힣]+[부팀]|(?:한|미|중|영|보도|편집)국")  # a desk, or a country


def find(text: str, known: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where reporters are named in a byline, and how English names them.

    Args:
        text: Of a block of one of ``KINDS``.
        known: English of names that need no spelling out, by their Korean.

    Yields:
        Start and end in characters, with the English; what holds no Korean name is left out.
    """
    for match in _BYLINE.finditer(text):
        korean = re.findall(_NAME, match["names"])
        names = [
            known.get(name) or (None if _NOBODY.fullmatch(name) else romanized_name(name)) for name in korean
        ]
        *others, last = names
        if None not in names:
            work = re.sub(r"[^가-힣]", "", match["work"] or "")
            listed = " and ".join(filter(None, [", ".join(map(str, others)), last]))
            yield match.start(), match.end(), f"{_CREDITS.get(work, 'By')} {listed}"
