"""Subtitles (SubRip and WebVTT): cue text in English; numbers, times, settings, notes and styles stay."""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from translate.document import Block, Document, Kind, Mark
from translate.errors import InputError
from translate.formats.inline import Builder, Form, Inline, Placed, Tag, document
from translate.formats.rendering import Act, changed, rendered
from translate.formats.splice import Edit, Splice, decoded

LARGEST = 32 * 2**20
"""Most bytes of a subtitle file."""

_TIME = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"^[ \t]*({_TIME})[ \t]*-->[ \t]*({_TIME})[^\r\n]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_NUMBER = re.compile(r"(?:\r\n|\r|\n)[ \t]*\d+[ \t]*(?:\r\n|\r|\n)\Z")
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n|\Z)")
_CODE = re.compile(
    r"(?P<reading></?ruby\b[^<>\n]*>|<rt\b[^<>\n]*>[^<\n]*(?:</rt>)?)"
    r"|(?P<tag></?[A-Za-z][^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\})"
    r"|(?P<note>[♪♫♬]+)|(?P<line>[ \t]*(?:\r\n|\r|\n))"
)
_SPEAKS = re.compile(r"[ \t]*(?:[-–—‐]|>>|[\[(（♪♫♬])")
_ENDS = re.compile(r"[.?!…。！？~♪)\]”’\"'][\s\"'”’)\]]*\Z")
_GOES_ON = re.compile(
    r"(?:,|은|는|이|가|을|를|에|에서|에게|의|와|과|로|도|고|며|면서|지만|데|서|려고|도록|면|던|한|할|된|될|있는|없는|및|그리고|하지만)\s*\Z"
)
_LONGEST_LINE = 42  # characters, the usual limit of English subtitles
_MOST_JOINED = 4
_LONGEST_PAUSE = 2.0  # seconds between two cues of one sentence


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: when it shows, in seconds, and where its text stands."""

    begins: float
    ends: float
    start: int
    end: int


def read(data: bytes, name: str, *, encoding: str | None = None, **_options: Any) -> Document:
    """Read SubRip or WebVTT; a sentence that runs over several cues is one segment.

    Args:
        data: The file.
        name: Its name.
        encoding: Its encoding, if known.

    Raises:
        InputError: There is no cue in it, it is too big or no text.
    """
    from translate.segment.lines import newline_of

    if len(data) > LARGEST:
        raise InputError("this subtitle file is too big", path=name, mend=f"the most is {LARGEST >> 20} MB")
    source = decoded(data, encoding, name)
    vtt = source.lstrip("\ufeff").startswith("WEBVTT")
    found = cues(source, vtt)
    if not vtt and source.strip("\ufeff \t\r\n") and not _TIMES.search(source):
        raise InputError(
            "no time lines (00:00:01,000 --> 00:00:02,000)", path=name, mend="give an SRT or VTT"
        )
    placed = ((_placed(source, group, vtt), Kind.BODY) for group in _groups(source, found))
    kind = "vtt" if vtt else "srt"
    return document(name, kind, placed, skeleton=source, newline=newline_of(source))


def write(document: Document, **_options: Any) -> bytes:
    """Write the file with its cues in English, long lines broken in two.

    Args:
        document: The translated document.

    Raises:
        InputError: The document was not read from subtitles.
    """
    if not isinstance(document.skeleton, str) or document.format not in ("srt", "vtt"):
        raise InputError(f"a {document.format} document has no times for subtitles", path=document.name)
    source = document.skeleton
    edits = [
        Edit(block.ref.place, _written(source, block, document.newline))
        for block in document.blocks
        if changed(block)
    ]
    return str(Splice(source, edits)).encode()


def cues(source: str, vtt: bool) -> list[Cue]:
    """All cues that have text, in order.

    Args:
        source: The file's text.
        vtt: Whether it is WebVTT, where a blank line ends a cue.
    """
    times = list(_TIMES.finditer(source))
    found: list[Cue] = []
    for match, following in zip(times, [*times[1:], None], strict=False):
        end = following.start() if following else len(source)
        text = source[match.end() : end]
        blank = _BLANK.search("\n" + text) if vtt else None
        if blank:
            text = text[: max(blank.start() - 1, 0)]
        elif following:
            number = _NUMBER.search("\n" + text)
            text = text[: max(number.start() - 1, 0)] if number else text
        text = text.rstrip()
        if text:
            found.append(Cue(_seconds(match[1]), _seconds(match[2]), match.end(), match.end() + len(text)))
    return found


def _seconds(time: str) -> float:
    seconds = 0.0
    for part in time.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _groups(source: str, found: list[Cue]) -> Iterator[list[Cue]]:
    """Cues, those of one sentence together."""
    texts = [source[cue.start : cue.end] for cue in found]
    punctuated = sum(1 for text in texts if _ENDS.search(text)) * 2 > len(texts)
    group: list[Cue] = []
    for index, cue in enumerate(found):
        if group and not (
            len(group) < _MOST_JOINED
            and cue.begins - group[-1].ends <= _LONGEST_PAUSE
            and not _ENDS.search(texts[index - 1])
            and (punctuated or _GOES_ON.search(texts[index - 1]))
            and not any(_CODE.sub(_line_only, text) != text for text in texts[index - 1 : index + 1])
            and not any(
                _SPEAKS.match(line) for text in texts[index - 1 : index + 1] for line in text.split("\n")
            )
        ):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def _line_only(match: re.Match[str]) -> str:
    return match["line"] or ""


def _placed(source: str, group: list[Cue], vtt: bool) -> Placed:
    builder = Builder()
    for index, cue in enumerate(group):
        if index:
            builder.space((group[index - 1].end, cue.start))
        _cue(builder, source, cue, vtt)
    return Placed(builder.build(), (group[0].start, group[-1].end), "vtt" if vtt else "")


def _cue(builder: Builder, source: str, cue: Cue, vtt: bool) -> None:
    place = cue.start
    opened: list[tuple[str, int]] = []

    def text(end: int) -> None:
        builder.text(html.unescape(source[place:end]) if vtt else source[place:end])

    for match in _CODE.finditer(source, cue.start, cue.end):
        text(match.start())
        span, place = match.span(), match.end()
        name = re.match(r"</?([A-Za-z]+)", match[0])
        if match["reading"]:
            continue  # English has none
        if match["line"]:
            if _SPEAKS.match(source, place) or builder.ends_with_space:
                builder.atom(span, "\n")
            else:
                builder.space(span)
        elif name and match[0].startswith("</"):
            number = next((number for tag, number in reversed(opened) if tag == name[1]), None)
            builder.close(span, -1 if number is None else number)
        elif name:
            opened.append((name[1], builder.open(span, Form.STYLE)))
        else:
            builder.atom(span)
    text(cue.end)


def _written(source: str, block: Block, newline: str) -> str:
    """A block's cues in English, with the time lines between them."""
    placed: Placed = block.ref
    inline, block = _with_bounds(source, placed.inline, block)
    texts, bounds = [""], [""]
    for step in rendered(inline, block):
        if step.act is Act.TEXT:
            text = " ".join(step.text.split("\n"))
            texts[-1] += html.escape(text, quote=False) if placed.escape else text
            continue
        span = step.raw
        if step.act is not Act.RAW:
            tag = inline.tags[step.tag]
            span = tag.closing if step.act is Act.CLOSE else tag.opening
        raw = source[slice(*span)]
        if "-->" in raw:
            bounds.append(raw)
            texts.append("")
        else:
            texts[-1] += raw
    for index in range(1, len(texts)):  # one word for two cues: it stays on the screen
        texts[index] = texts[index] if texts[index].strip() else texts[index - 1]
    wrapped = [_wrapped(text.strip(" "), newline, bool(placed.escape)) for text in texts]
    return "".join(bound + text for bound, text in zip(bounds, wrapped, strict=True))


def _with_bounds(source: str, inline: Inline, block: Block) -> tuple[Inline, Block]:
    """The block with marks in the English where one cue of a sentence ends and the next begins."""
    tags = list(inline.tags)
    segments = []
    for segment in block.segments:
        marks = list(segment.marks)
        target = segment.target or segment.source
        free = [match.start() for match in re.finditer(" ", target)]
        for place, raw in inline.spaces.items():
            start = place - segment.start + block.start
            if not 0 < start < len(segment.source) or "-->" not in source[slice(*raw)]:
                continue
            wanted = start / len(segment.source) * len(target)
            cut = min(free, key=lambda space: abs(space - wanted), default=len(target))
            free = [space for space in free if space > cut]
            tags.append(Tag(place, place + 1, raw, raw, len(tags), len(tags), Form.ATOM))
            marks.append(Mark(start, start + 1, len(tags) - 1, cut, min(cut + 1, len(target)), True))
        segments.append(replace(segment, marks=tuple(marks)))
    return replace(inline, tags=tuple(tags)), replace(block, segments=tuple(segments))


def _wrapped(text: str, newline: str, escaped: bool) -> str:
    """A cue's text with its long lines broken into lines that look about equally long."""
    lines: list[str] = []
    for line in text.splitlines():
        shown = html.unescape(line) if escaped else line
        length = len(_CODE.sub("", shown))
        if length > _LONGEST_LINE and "<" not in line and "{" not in line:
            wanted = -(-length // _LONGEST_LINE)
            width = next(
                w
                for w in range(-(-length // wanted), length + 1)
                if len(textwrap.wrap(shown, w, break_long_words=False, break_on_hyphens=False)) <= wanted
            )
            wrapped = textwrap.wrap(shown, width, break_long_words=False, break_on_hyphens=False)
            lines += [html.escape(part, quote=False) if escaped else part for part in wrapped]
        else:
            lines.append(line)
    return newline.join(lines)
