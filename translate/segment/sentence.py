"""Sentences of one block: rules where the text is punctuated, morphemes where it is not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from translate.segment.enclosure import CLOSING_MARKS, OPENING_MARKS, Enclosure, enclosures
from translate.segment.folding import folded

_EMOTION = "[\U0001f000-\U0001faff\u2600-\u2604\u2607-\u260d\u2614-\u2617\u2639-\u26ff\u2764\u2728]"
_EMOTION = rf"(?:{_EMOTION}|[ㅋㅎㅠㅜ]{{2,}}|\^\^;*|\(\^\^;*\)|[:;]-?[)(D](?![A-Za-z])|~+)"
_MARK = re.compile(rf"[.!?…‥。．！？｡]+|(?<=[다요죠까네]) ?{_EMOTION}+|\n[^\S\n]*\n")
_TAIL = re.compile(rf"(?:\s*{_EMOTION}|[.!?…‥。．！？｡]+|[¹²³⁰-⁹])")
_STRAY_CLOSING = re.compile(r"\s+[\"'”’)\]](?=\s|$)")
_WIDE = frozenset("。！？｡．")
_FINALS = frozenset("다요죠까")
_FINALS_ASKING = frozenset("다요죠까니냐나지네")
_FINALS_TRAILING = frozenset("다요죠까네군")
_BULLETS = frozenset("▶▷■□◆◇●○◎※▲△◈☞▣◾▪•")

_SAID = (
    "말했|말한다|답했|대답했|덧붙였|강조했|외쳤|소리쳤|속삭였|중얼거렸|당부했|토로했|털어놨|털어놓았|"
    "반문했|되물었|호소했|회상했|반박했"
)
_TOLD = "밝혔|전했|물었|묻는다|설명했|주장했|지적했|썼|적었"
# What follows a quotation or a question that is part of a longer sentence: “…다.” 라고, ‘…?’ 등의.
_CARRIER = re.compile(
    rf"(?:(?:이?라[고는며면던]|이라|하[고며는였]|했|한다|하면서|란\b|이란\b|싶|따위|묻자|{_SAID}|{_TOLD})"
    r"|(?:고|며|면서|는|던|등|등의|등을|등이|등은|에|에서|에게|으로|로|을|를|은|의|와|과|및|도)(?=[\s,.…]|$))"
)
# “…?” 같은 물음, not “…?” 같은 날.
_LIKE = re.compile(
    "같이 |같은(?! (?:날|시간|시각|시기|기간|달|해|당|이유|자리|방송|매체|팀)[에의은는이도로 ,]) "
)
_REPORT_BEHIND = re.compile(  # “…다.” 그는 웃으며 말했다. “…다.” 김 대표의 말이다.
    rf"[^“”\"‘’'.!?…\n]{{1,60}}?(?:(?:{_SAID}|(?<![을를] )(?:{_TOLD}))(?:다|습니다|어요)"
    r"|(?:의|한|던) (?:말|당부|하소연|설명|얘기|이야기|주장|지적|회상|진단)(?:이다|입니다|이었다))\."
)

_ORDINAL = (
    r"\d{1,3}(?:[-.]\d{1,3})*|[가-힣]|[Ⅰ-ⅻ]+|[IVX]{1,4}|[A-Za-z]|[①-⓿㉠-㉿]|제\s?\d{1,4}\s?[조항호]|"
    r"[가-힣]-\d{1,2}|[QA문답]\s?\d{1,2}"
)
_LIST_MARK = re.compile(rf"[\s*•·○●□■◇◆▶▷\-–<(\[]*(?:{_ORDINAL})\.?")
_SYLLABLE_MARK = re.compile(r"(?<!\S)[가나라마바사아자차카타파하]$")  # "다" ends sentences
_DATE = re.compile(
    r"(?:\d{1,4}\.\s?\d{1,2}|['’‘]\d{2}\.\s?\d{1,2}(?:\.\s?\d{1,2})?|\d{4}\.\s?\d{1,2}\.\s?\d{1,2})$"
)
_WHOLE_NUMBER = re.compile(r"(?<![^\s(\[])\d{1,2}$")
_INITIALS = re.compile(r"(?<![A-Za-z])[A-Za-z](?:\.[A-Za-z])*$")
_ABBREVIATION = re.compile(
    r"(?<![A-Za-z])(?:Mr|Mrs|Ms|Dr|Prof|vs|St|Inc|Ltd|Co|Corp|Jr|Sr|Vol|Fig|Figs|Gen|Col|Sen|Rep|Rev|Gov|Hon|Capt|Lt|Sgt|"
    r"Mt|Ft|al|etc|cf|approx|dept|est|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|op|ed|eds|pp|Ave|Blvd|Univ|Bros|Ph)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?<![A-Za-z])(?:No|Nos|Art|Sec|Ch|p|Nr)$", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:://|www\.|@)\S*$")

_UNPUNCTUATED = 200  # characters outside quotations and brackets
_LONGEST_WORD = 20  # on average; Korean words have three characters
_LONGEST_PROSE = 20_000  # beyond it a stretch without punctuation is data, not prose


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut one block into sentences; nothing but white space lies between them.

    Args:
        text: A paragraph, cell or other block; line breaks in it count as spaces, blank lines part sentences.

    Returns:
        Start and end of each sentence in characters of ``text``, without surrounding white space.
    """
    plain, offsets = folded(text)
    enclosed = enclosures(plain)
    cuts = list(_cuts(plain, enclosed))
    cuts = _with_unpunctuated(plain, enclosed, cuts)
    spans: list[tuple[int, int]] = []
    start = 0
    for cut in [*(offsets[cut] for cut in cuts), len(text)]:
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append((left, right))
        start = cut
    return spans


def _cuts(text: str, enclosed: list[Enclosure]) -> Iterator[int]:
    """Offsets where a sentence ends and another begins, rising."""
    starts = [enclosure.start for enclosure in enclosed]
    begin = _skip_space(text, 0)  # of the sentence being read
    place = 0
    while match := _MARK.search(text, place):
        index = bisect_right(starts, match.start()) - 1
        inside = index >= 0 and match.start() < enclosed[index].end
        if inside and match.group()[0] != "\n":
            enclosure = enclosed[index]
            place = enclosure.end
            end = _tail(text, place, enclosed, index + 1)
            ends = _ends_with_enclosure(text, begin, enclosure, end)
        elif match.group()[0] == "\n":
            end = place = match.end()
            ends = True
        else:
            end = place = _tail(text, match.end(), enclosed, index + 1)
            ends = _ends(text, begin, match.start(), match.end(), end)
        if ends:
            begin = _skip_space(text, end)
            if begin == len(text):
                return
            yield begin
            place = max(place, begin)


def _tail(text: str, end: int, enclosed: list[Enclosure], following: int) -> int:
    """Where a sentence ends that has its end mark before ``end``: closers, attached brackets, emoticons."""
    while end < len(text):
        if following < len(enclosed) and enclosed[following].start == end:
            enclosure = enclosed[following]
            if not enclosure.bracket or enclosure.end - end > 60:
                return end
            end = enclosure.end
            following += 1
        elif text[end] in CLOSING_MARKS:
            end += 1
        elif (found := _TAIL.match(text, end)) or (found := _STRAY_CLOSING.match(text, end)):
            if following < len(enclosed) and enclosed[following].start < found.end():
                return end
            end = found.end()
        else:
            return end
    return end


def _ends_with_enclosure(text: str, begin: int, enclosure: Enclosure, end: int) -> bool:
    """Whether a sentence ends behind a quotation or bracket that holds an end mark."""
    last = enclosure.end - 1
    while last > enclosure.start and (text[last] in CLOSING_MARKS or text[last].isspace()):
        last -= 1
    mark = text[last]
    if mark not in ".!?…。．！？｡" or (end < len(text) and not text[end].isspace()):
        return False
    leads = enclosure.start == begin
    if enclosure.bracket:
        return leads
    if not leads and mark not in ".。．｡":
        return False  # a title or an exclamation in the middle of a sentence
    behind = _skip_space(text, end)
    if _CARRIER.match(text, behind) or _LIKE.match(text, behind):
        return False
    return not (leads and _REPORT_BEHIND.match(text, behind))


def _ends(text: str, begin: int, first: int, last: int, end: int) -> bool:
    """Whether the run of marks ``text[first:last]``, with its tail up to ``end``, ends a sentence."""
    if end == len(text):
        return True
    marks = text[first:last]
    before = text[first - 1] if first > begin else ""
    if not before:
        return False
    if not text[end].isspace():
        return _ends_without_space(text, begin, first, marks, before, end)
    behind = _skip_space(text, end)
    if behind == len(text):
        return True
    if any(mark in "!?！？" for mark in marks):
        return not _CARRIER.match(text, behind)
    if marks[0] not in ".…‥。．｡":
        return True  # an emoticon behind a final ending
    if "…" in marks or "‥" in marks or ".." in marks:
        return before in _FINALS_TRAILING and not _CARRIER.match(text, behind)
    return _ends_with_stop(text, begin, first, behind)


def _ends_without_space(text: str, begin: int, first: int, marks: str, before: str, end: int) -> bool:
    """Whether a sentence ends although no space follows, as in 했습니다.대구시는."""
    following = text[end]
    if marks[0] in _WIDE and not (before.isdigit() and following.isdigit()):
        return following not in ",，" and not _CARRIER.match(text, end)
    if following in _BULLETS:
        return before in _FINALS_ASKING
    starts = "가" <= following <= "힣" or following.isdigit() or following in OPENING_MARKS
    if not (starts or ("A" <= following <= "Z")) or _ADDRESS.search(text, max(begin, first - 200), first):
        return False
    if marks == ".":
        return before in _FINALS and first - 2 >= begin and "가" <= text[first - 2] <= "힣"
    if "?" in marks or "!" in marks:
        return before in _FINALS_ASKING and not _CARRIER.match(text, end)
    return False


def _ends_with_stop(text: str, begin: int, first: int, behind: int) -> bool:
    """Whether a single full stop before white space ends a sentence."""
    following = text[behind]
    near = text[max(begin, first - 40) : first]
    if first - begin <= 20 and _LIST_MARK.fullmatch(text, begin, first):
        return False
    before = near[-1]
    if before.isdigit():
        return not (following.isdigit() or _DATE.search(near) or _WHOLE_NUMBER.search(near))
    if before.isascii() and before.isalpha():
        if _INITIALS.search(near) or _ABBREVIATION.search(near):
            return False
        if _NUMBERED.search(near) and following.isdigit():
            return False
        return not ("a" <= following <= "z")
    return not _SYLLABLE_MARK.search(near)


def _skip_space(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _with_unpunctuated(text: str, enclosed: list[Enclosure], cuts: list[int]) -> list[int]:
    """Add the sentence ends that only morphemes show, in long stretches without end marks."""
    found: list[int] = []
    index = 0
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        inner: list[Enclosure] = []
        while index < len(enclosed) and enclosed[index].start < end:
            inner.append(enclosed[index])
            index += 1
        outside = end - start - sum(enclosure.end - enclosure.start for enclosure in inner)
        prose = end - start <= _LONGEST_PROSE and len(text[start:end].split()) * _LONGEST_WORD > end - start
        if outside > _UNPUNCTUATED and prose:
            found.extend(_morpheme_cuts(text, start, end, inner))
    return sorted({*cuts, *found})


def _morpheme_cuts(text: str, start: int, end: int, enclosed: list[Enclosure]) -> Iterator[int]:
    from glossary.kiwi import kiwi

    for sentence in kiwi().split_into_sents(text[start:end]):
        cut = start + sentence.start
        if cut == start or any(enclosure.start < cut < enclosure.end for enclosure in enclosed):
            continue
        last = text[max(start, cut - 20) : cut].rstrip()[-1:]
        if text[cut - 1].isspace() and "가" <= last <= "힣" and not _CARRIER.match(text, cut):
            yield cut
