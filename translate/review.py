"""The bilingual review page: one HTML file that needs no network, for reading, checking and correcting."""

from __future__ import annotations

import base64
import hashlib
import html
import math
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from itertools import groupby, pairwise
from pathlib import Path

from translate.atomic import written
from translate.document import Block, Check, Document, How, Level, Pin, Segment

_CHUNK = 1 << 16  # characters handed on at a time
_SPOOL = 1 << 20  # bytes of the body kept in memory; longer ones go to a temporary file
_SLOT = re.compile(r"\{\{(\w+)\}\}")
# Characters that show nothing or turn text round: they are kept, confined, and named where they stand.
_SIGNS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]"
)
_HALVES = re.compile("[\ud800-\udfff]")
_HOW = {
    How.MARKER: "held by marker",
    How.RETRY: "second attempt",
    How.REPAIR: "repaired",
    How.MISSED: "missed",
}
_ORIGIN = {"memory": "from memory", "fuzzy": "fuzzy match", "human": "by a person"}


def page(
    documents: Iterable[Document],
    title: str = "Review",
    alternatives: Mapping[str, Iterable[Document | None]] | None = None,
) -> Iterator[str]:
    """The review page of some documents, in pieces; memory use does not grow with their number.

    Args:
        documents: Translated documents.
        title: Heading of the page.
        alternatives: For comparison, other engines' names and their translations of the same documents, in
            the same order; None for one that an engine failed to translate.

    Yields:
        HTML to be written one piece after the other, in UTF-8.
    """
    tally = _Tally()
    others = {name: iter(translated) for name, translated in (alternatives or {}).items()}
    with tempfile.SpooledTemporaryFile(max_size=_SPOOL, mode="w+", encoding="utf-8", newline="") as body:
        for document in documents:
            compared = [(name, next(translated)) for name, translated in others.items()]
            known = {name: other for name, other in compared if other is not None}
            body.writelines(_document(document, known, tally))
        body.seek(0)
        template = files("translate").joinpath("review.html").read_text(encoding="utf-8")
        slots = {
            "policy": _policy(template),
            "title": _escaped(_SIGNS.sub("", title)),
            "fingerprint": tally.fingerprint.hexdigest(),
            "summary": _summary(title, tally),
        }
        for number, part in enumerate(_SLOT.split(template)):
            if number % 2 == 0:
                yield part
            elif part == "body":
                while piece := body.read(_CHUNK):
                    yield piece
            else:
                yield slots[part]


def write(
    path: Path | str,
    documents: Iterable[Document],
    title: str = "Review",
    alternatives: Mapping[str, Iterable[Document | None]] | None = None,
) -> None:
    """Write the review page to a file, whole or not at all.

    Args:
        path: The HTML file.
        documents, title, alternatives: As for ``page``.

    Raises:
        InputError: The file cannot be written.
    """
    with written(Path(path)) as file:
        for piece in page(documents, title, alternatives):
            file.write(piece.encode())


@dataclass(slots=True)
class _Tally:
    """What the summary shows, counted while the documents pass."""

    documents: list[tuple[str, int]] = field(default_factory=list)  # names and numbers of segments
    segments: int = 0
    characters: int = 0
    pins: Counter[How] = field(default_factory=Counter)
    checks: Counter[tuple[str, str]] = field(default_factory=Counter)  # level and code
    origins: Counter[str] = field(default_factory=Counter)
    makers: Counter[str] = field(default_factory=Counter)
    fingerprint: hashlib._Hash = field(default_factory=hashlib.sha256)

    def add(self, segment: Segment) -> None:
        self.segments += 1
        self.characters += len(segment.source)
        self.pins.update(pin.how or How.MISSED for pin in segment.pins)
        self.checks.update((check.level.value, check.code) for check in segment.checks)
        self.origins[segment.origin] += 1
        if segment.model:
            self.makers[f"{segment.model} ({segment.engine})"] += 1
        for text in (segment.source, segment.target or ""):
            self.fingerprint.update(text.encode("utf-8", "surrogatepass") + b"\0")


def _policy(template: str) -> str:
    """A content security policy that allows this template's own style and script and nothing else."""
    hashes = {
        name: base64.b64encode(
            hashlib.sha256(re.search(f"<{name}>(.*?)</{name}>", template, re.S)[1].encode()).digest()  # type: ignore[index]
        ).decode()
        for name in ("style", "script")
    }
    return (
        f"default-src 'none'; style-src 'sha256-{hashes['style']}'; script-src 'sha256-{hashes['script']}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _summary(title: str, tally: _Tally) -> str:
    wanted = sum(tally.pins.values())
    exact = wanted - tally.pins[How.MISSED]
    findings = sum(tally.checks.values())
    made = ", ".join(name for name, _ in tally.makers.most_common(3))
    counts = [
        ("", f"{tally.segments:,}", "sentences"),
        ("", f"{tally.characters:,}", "Korean characters"),
        ("", f"{exact:,} / {wanted:,}", "terms and numbers held"),
        ("bad" if findings else "", f"{findings:,}", "finding" if findings == 1 else "findings"),
    ]
    cells = "".join(
        f'<div class="{kind}"><dt>{name}</dt><dd>{value}</dd></div>' for kind, value, name in counts
    )
    origins = ", ".join(
        f"{tally.origins[name]:,} {words}" for name, words in _ORIGIN.items() if tally.origins[name]
    )
    head = f'<h1>{_marked(title)}</h1>\n<p class="made">Korean → English'
    head += f" · {_marked(made)}" if made else ""
    head += f" · {origins}" if origins else ""
    parts = [
        f'{head}</p>\n<div class="summary">',
        f'<section aria-label="Counts"><dl class="counts">{cells}</dl></section>',
    ]
    if wanted:
        parts.append(_chart(tally.pins, wanted))
    if findings:
        codes = "".join(
            f'<li><button type="button" class="plain" aria-pressed="false" data-code="{_code(code)}">'
            f"<b>{count:,}</b> {_marked(code)} <span>{level}</span></button></li>"
            for (level, code), count in tally.checks.most_common()
        )
        parts.append(f'<section class="wide"><h2>Findings</h2><ul class="codes">{codes}</ul></section>')
    if len(tally.documents) > 1:
        links = "".join(
            f'<li><a href="#d{number}">{_marked(name)}</a></li>'
            for number, (name, _) in enumerate(tally.documents)
        )
        parts.append(f'<nav class="wide" aria-label="Documents"><ul class="contents">{links}</ul></nav>')
    return "".join(parts) + "</div>"


def _chart(pins: Counter[How], wanted: int) -> str:
    """A bar of the pins by how they came out, and its legend."""
    bars, legend, left = [], [], 0.0
    for how, words in _HOW.items():
        if pins[how]:
            width = 100 * pins[how] / wanted
            bars.append(f'<rect class="{how.value}" x="{left:.3f}" width="{width:.3f}" height="10"/>')
            left += width
            legend.append(f'<li class="{how.value}"><b>{pins[how]:,}</b> <span>{words}</span></li>')
    said = ", ".join(f"{pins[how]} {words}" for how, words in _HOW.items() if pins[how])
    return (
        '<section class="chart"><h2>How terms and numbers came out</h2>'
        f'<svg viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label="{said}">'
        f"{''.join(bars)}</svg>"
        f'<ul class="legend">{"".join(legend)}</ul></section>'
    )


def _document(document: Document, compared: Mapping[str, Document], tally: _Tally) -> Iterator[str]:
    number = len(tally.documents)
    others = [(name, iter(other.segments)) for name, other in compared.items()]
    name = _escaped(document.name)
    yield f'<section class="document" id="d{number}" data-name="{name}" aria-label="{name}">\n'
    yield f"<h2>{_marked(document.name)}</h2>\n"
    before = tally.segments
    for translated, blocks in groupby(document.blocks, key=lambda block: bool(block.segments)):
        if not translated:
            yield _left_out(list(blocks))
            continue
        for block in blocks:
            yield f'<div class="block {block.kind.value}">\n'
            for segment in block.segments:
                tally.add(segment)
                beside = [(engine, next(segments)) for engine, segments in others]
                yield _segment(segment, block, number, tally.segments - before, beside)
            yield "</div>\n"
    yield "</section>\n"
    tally.documents.append((document.name, tally.segments - before))
    tally.fingerprint.update(document.name.encode("utf-8", "surrogatepass") + b"\1")


def _left_out(blocks: Sequence[Block]) -> str:
    """Parts of the page that are not of the article, folded away."""
    lines = "".join(
        f"<p><small>{block.kind.value}</small> <span>{_marked(block.text)}</span></p>"
        for block in blocks
        if block.text.strip()
    )
    count = len(blocks)
    parts = "1 part" if count == 1 else f"{count} parts"
    return (
        f'<details class="left-out"><summary>{parts} of the page not translated</summary>'
        f'<div lang="ko">{lines}</div></details>\n'
    )


def _segment(
    segment: Segment, block: Block, document: int, line: int, beside: Sequence[tuple[str, Segment]]
) -> str:
    missed = sum(pin.how is How.MISSED for pin in segment.pins)
    score = "" if segment.score is None else f' data-score="{segment.score:.4f}"'
    target = segment.target or ""
    empty = "" if target else " empty"
    codes = " ".join(_code(check.code) for check in segment.checks)
    return (
        f'<article class="segment" id="d{document}b{block.number}s{segment.number}" tabindex="-1" '
        f'aria-label="Sentence {line}" data-block="{block.number}" data-seg="{segment.number}" '
        f'data-findings="{len(segment.checks)}" data-codes="{codes}" data-missed="{missed}"{score}>'
        f'<div class="line" aria-hidden="true">{line}</div>'
        f'<div class="source" lang="ko">{_side(segment.source, segment, False)}</div>'
        f'<div class="side"><div class="target{empty}" lang="en">{_side(target, segment, True)}</div>'
        f"{_others(beside)}</div>{_notes(segment)}</article>\n"
    )


def _others(beside: Sequence[tuple[str, Segment]]) -> str:
    if not beside:
        return ""
    rows = "".join(
        f"<div><dt>{_marked(engine)}</dt>"
        f'<dd class="target" lang="en">{_side(other.target or "", other, True)}</dd>'
        '<dd><button type="button" class="plain use needs-script">Use</button></dd></div>'
        for engine, other in beside
    )
    return f'<dl class="others">{rows}</dl>'


def _notes(segment: Segment) -> str:
    badges = []
    if segment.origin in _ORIGIN:
        badges.append(f'<span class="badge {segment.origin}">{_ORIGIN[segment.origin]}</span>')
    if segment.score is not None:
        percent = round(100 * math.exp(min(segment.score, 0)))
        badges.append(
            f'<span class="score" title="mean log-probability of a token {segment.score:.2f}">'
            f"score {percent}%</span>"
        )
    checked = {(check.start, check.end) for check in segment.checks if check.code == "pin-missing"}
    said = [
        ("error", f"missed: {pin.surface} → {pin.target}")
        for pin in segment.pins
        if pin.how is How.MISSED and (pin.start, pin.end) not in checked
    ]
    said += [(check.level.value, check.message) for check in segment.checks]
    items = "".join(
        f'<li class="{level}"><span class="unseen">{level}: </span>{_marked(message)}</li>'
        for level, message in said
    )
    findings = f"<ul>{items}</ul>" if items else ""
    shown = f'<div class="badges">{"".join(badges)}</div>{findings}'
    return f'<aside class="notes" aria-label="Notes">{shown}</aside>'


def _side(text: str, segment: Segment, target: bool) -> str:
    """One side's text with its pins and findings marked."""
    flaws = [
        (*span, check) for check in segment.checks if (span := _span(check, target, len(text))) is not None
    ]
    parts: list[str] = []
    done = 0
    pins = [
        (*span, number, pin)
        for number, pin in enumerate(segment.pins)
        if (span := _span(pin, target, len(text))) is not None
    ]
    for start, end, number, pin in sorted(pins, key=lambda placed: placed[:2]):
        if start < done:
            continue
        parts.append(_flawed(text, done, start, flaws))
        parts.append(_opened(number, pin, target) + _flawed(text, start, end, flaws) + "</mark>")
        done = end
    return "".join(parts) + _flawed(text, done, len(text), flaws)


def _span(found: Pin | Check, target: bool, length: int) -> tuple[int, int] | None:
    start, end = (found.tstart, found.tend) if target else (found.start, found.end)
    return (start, end) if start is not None and end is not None and 0 <= start < end <= length else None


def _opened(number: int, pin: Pin, target: bool) -> str:
    how = (pin.how or How.MISSED).value
    origin = _escaped(pin.origin)
    if target:
        return f'<mark class="pin {how} {origin}" data-pin="{number}">'
    return (
        f'<mark class="pin {how} {origin}" tabindex="0" data-pin="{number}" data-origin="{origin}" '
        f'data-term="{_escaped(pin.surface)}" data-to="{_escaped(pin.target)}">'
    )


def _flawed(text: str, start: int, end: int, flaws: Sequence[tuple[int, int, Check]]) -> str:
    """A stretch of text with findings underlined; where several overlap, an error shows before others."""
    inside = [(max(a, start), min(b, end), check) for a, b, check in flaws if a < end and b > start]
    edges = sorted({start, end, *(edge for a, b, _ in inside for edge in (a, b))})
    parts = []
    for left, right in pairwise(edges):
        here = [check for a, b, check in inside if a <= left and right <= b]
        piece = _marked(text[left:right])
        if here:
            level = Level.ERROR if any(check.level is Level.ERROR for check in here) else here[0].level
            piece = f'<span class="flaw {level.value}">{piece}</span>'
        parts.append(piece)
    return "".join(parts)


def _code(code: str) -> str:
    """A check's code as one word of a list in an attribute."""
    return _escaped("-".join(code.split()))


def _escaped(text: str) -> str:
    """Text as it may stand in HTML and in an attribute."""
    return html.escape(_HALVES.sub("\ufffd", text).replace("\0", "")).replace("\r", "&#13;")


def _marked(text: str) -> str:
    """Escaped text; characters that show nothing or turn text round are named and confined."""
    parts, done = [], 0
    for sign in _SIGNS.finditer(text):
        parts.append(_escaped(text[done : sign.start()]))
        parts.append(f'<span class="sign" data-code="U+{ord(sign[0]):04X}">{_escaped(sign[0])}</span>')
        done = sign.end()
    return "".join(parts) + _escaped(text[done:])
