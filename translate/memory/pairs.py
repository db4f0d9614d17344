"""Pairs of source and target that people bring or take: TMX, XLIFF, JSON lines, the review page's JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from translate.errors import InputError
from translate.memory.stored import Stored

if TYPE_CHECKING:
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"
_KEPT = frozenset(("g", "hi", "mrk", "pc"))  # inline elements whose content is text of the sentence
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # in XML 1.0
_FEEDS = {0x0B: " ", 0x0C: " "}  # the only illegal ones that part words
_HALVES = re.compile("[\ud800-\udfff]")
_UNTRANSLATED = frozenset(("initial", "needs-translation", "new"))
_CONFIRMED = frozenset(("final", "reviewed", "signed-off"))


@dataclass(frozen=True, slots=True)
class Pair:
    """A source and its target, as read from a file.

    Args:
        source, target: Plain text; inline markup is dropped.
        confirmed: Somebody signed the target: a correction even where it is what the machine wrote.
        origin: ``human`` unless the file says that a machine made it.
        engine, model: What made it, as the file says.
    """

    source: str
    target: str
    confirmed: bool = False
    origin: str = "human"
    engine: str = ""
    model: str = ""


def read_pairs(path: Path) -> Iterator[Pair]:
    """Korean-English pairs of a file, one by one, whatever its size.

    Args:
        path: ``.tmx``, ``.xliff`` or ``.xlf`` (1.2 and 2), ``.jsonl`` as translate writes it, or ``.json``
            as the review page exports it.

    Raises:
        InputError: The file cannot be read, or is of no kind named above; names the line.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(
            f"pairs cannot be read from a {path.suffix or 'nameless'} file",
            path=path,
            mend=f"give one of {', '.join(_READERS)}",
        )
    try:
        yield from reader(path)
    except OSError as error:
        raise InputError(f"the file cannot be read ({error.strerror})", path=path) from error


def write_tmx(out: BinaryIO, records: Iterable[Stored]) -> int:
    """Write records as TMX 1.4b in UTF-8, one unit each; characters that XML forbids are left out.

    Args:
        out: Where to write.
        records: Records in the order of the units.

    Returns:
        How many were written.
    """
    from lxml import etree

    count = 0
    with etree.xmlfile(out, encoding="UTF-8") as file:
        file.write_declaration()
        with file.element("tmx", version="1.4"):
            file.write("\n", etree.Element("header", _HEADER), "\n")
            with file.element("body"):
                for record in records:
                    file.write("\n", _unit(record))
                    count += 1
                file.write("\n")
            file.write("\n")
        file.flush()  # raises what a full disk does to the rest; closing does not
    return count


_HEADER = {
    "creationtool": "yongeo",
    "creationtoolversion": "1",
    "segtype": "sentence",
    "o-tmf": "yongeo",
    "adminlang": "en",
    "srclang": "ko",
    "datatype": "plaintext",
}


def _unit(record: Stored) -> _Element:
    from lxml import etree

    unit = etree.Element("tu")
    for name in ("origin", "engine", "model"):
        value = getattr(record, name)
        if value:
            etree.SubElement(unit, "prop", type=f"x-yongeo-{name}").text = _legal(value)
    for language, text in (("ko", record.source), ("en", record.target)):
        variant = etree.SubElement(unit, "tuv", {f"{_XML}lang": language})
        etree.SubElement(variant, "seg").text = _legal(text)
    return unit


def _legal(text: str) -> str:
    return _HALVES.sub("\ufffd", _ILLEGAL.sub("", text.translate(_FEEDS)))


def _elements(path: Path, names: tuple[str, ...]) -> Iterator[_Element]:
    """Elements of some local names as the parser closes them; each is emptied afterwards."""
    from lxml import etree

    try:
        # Nothing is fetched or expanded: a file from elsewhere may name entities of any size or address.
        events = etree.iterparse(
            str(path),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
        )
        for _, element in events:
            yield element
            element.clear(keep_tail=False)
            while element.getprevious() is not None:
                del element.getparent()[0]
    except etree.XMLSyntaxError as error:
        line, column = error.position
        # The parser repeats the place, and may quote line ends of the file.
        reason = " ".join(error.msg.rsplit(", line ", 1)[0].split())
        raise InputError(f"not well-formed XML ({reason})", path=path, line=line, column=column) from error


def _name(element: _Element) -> str:
    tag = element.tag  # comments, entities and processing instructions have a function here
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def _child(element: _Element, name: str) -> _Element | None:
    return next((child for child in element if _name(child) == name), None)


def _plain(element: _Element) -> str:
    """An element's text without inline codes; a line-break code is a line end."""
    parts = [element.text or ""]
    for child in element:
        name = _name(child)
        if name in _KEPT:
            parts.append(_plain(child))
        elif (child.get("ctype") or "").removeprefix("x-") == "lb":
            parts.append("\n")
        parts.append(child.tail or "")
    return "".join(parts)


def _language(code: str | None) -> str:
    primary = re.split("[-_]", code or "", maxsplit=1)[0].lower()
    return {"kor": "ko", "eng": "en"}.get(primary, primary)


def _tmx(path: Path) -> Iterator[Pair]:
    for unit in _elements(path, ("tu",)):
        texts: dict[str, str] = {}
        properties: dict[str, str] = {}
        for child in unit:
            if _name(child) == "prop":
                properties[child.get("type", "")] = child.text or ""
            segment = _child(child, "seg") if _name(child) == "tuv" else None
            if segment is not None:
                texts.setdefault(_language(child.get(f"{_XML}lang") or child.get("lang")), _plain(segment))
        if texts.get("ko", "").strip() and texts.get("en", "").strip():
            origin = properties.get("x-yongeo-origin", "human")
            yield Pair(
                texts["ko"],
                texts["en"],
                confirmed=properties.get("x-yongeo-origin") == "human",
                origin=origin if origin in ("machine", "fuzzy") else "human",
                engine=properties.get("x-yongeo-engine", ""),
                model=properties.get("x-yongeo-model", ""),
            )


def _xliff(path: Path) -> Iterator[Pair]:
    for unit in _elements(path, ("trans-unit", "unit")):
        holders = [unit, *unit.iterancestors()]
        languages = [
            next(
                (_language(holder.get(name)) for holder in holders for name in names if holder.get(name)), ""
            )
            for names in (("source-language", "srcLang"), ("target-language", "trgLang"))
        ]
        # A target language is often left out; a wrong one is not ours.
        if languages[0] != "ko" or languages[1] not in ("en", ""):
            continue
        if next((holder.get("translate") for holder in holders if holder.get("translate")), "yes") == "no":
            continue
        yield from _trans_unit(unit) if _name(unit) == "trans-unit" else _unit_segments(unit)


def _trans_unit(unit: _Element) -> Iterator[Pair]:
    source, target = _child(unit, "source"), _child(unit, "target")
    if source is None or target is None or target.get("state") in _UNTRANSLATED:
        return
    confirmed = unit.get("approved") == "yes" or target.get("state") in _CONFIRMED
    cut = _child(unit, "seg-source")
    pieces = [] if cut is None else [_cut(cut), _cut(target)]
    if pieces and pieces[0] and pieces[0].keys() == pieces[1].keys():
        texts = [(pieces[0][name], pieces[1][name]) for name in pieces[0]]
    else:
        texts = [(_plain(source), _plain(target))]
    yield from (Pair(*both, confirmed) for both in texts if all(text.strip() for text in both))


def _cut(element: _Element) -> dict[str, str]:
    """Sentences of a segmented XLIFF 1.2 text by their numbers."""
    return {
        mark.get("mid", ""): _plain(mark)
        for mark in element.iterdescendants("{*}mrk")
        if mark.get("mtype") == "seg"
    }


def _unit_segments(unit: _Element) -> Iterator[Pair]:
    for segment in unit.iterdescendants("{*}segment"):
        source, target = _child(segment, "source"), _child(segment, "target")
        state = segment.get("state", "translated")
        if source is None or target is None or state in _UNTRANSLATED:
            continue
        pair = Pair(_plain(source), _plain(target), state in _CONFIRMED)
        if pair.source.strip() and pair.target.strip():
            yield pair


def _json_lines(path: Path) -> Iterator[Pair]:
    with path.open(encoding="utf-8-sig") as lines:
        number = 0
        try:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    record = json.loads(line)
                    if not isinstance(record, dict) or record.get("target") is not None:
                        yield _pair(record, path, number)
        except ValueError as error:  # JSON or UTF-8
            raise InputError(f"not JSON lines in UTF-8 ({error})", path=path, line=number or 1) from error
        except RecursionError as error:
            raise InputError("JSON nested too deeply", path=path, line=number) from error


def _corrections(path: Path) -> Iterator[Pair]:
    try:
        page = json.loads(path.read_text(encoding="utf-8-sig"))
    except ValueError as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        raise InputError(f"not JSON in UTF-8 ({error})", path=path, line=line) from error
    except RecursionError as error:
        raise InputError("JSON nested too deeply", path=path) from error
    known = isinstance(page, dict) and page.get("yongeo") == "corrections"
    if not known or page.get("version") != 1 or not isinstance(page.get("segments"), list):
        raise InputError(
            'not corrections of a review page ({"yongeo": "corrections", "version": 1, "segments": […]})',
            path=path,
            mend="export them from the page again",
        )
    yield from (
        _pair(segment, path, None, f" in segment {number}", confirmed=True)
        for number, segment in enumerate(page["segments"], 1)
    )


def _pair(record: Any, path: Path, line: int | None, place: str = "", *, confirmed: bool = False) -> Pair:
    texts = [record.get(name) if isinstance(record, dict) else None for name in ("source", "target")]
    if not all(isinstance(text, str) for text in texts):
        raise InputError(f"source or target is not text{place}", path=path, line=line)
    return Pair(texts[0], texts[1], confirmed)  # type: ignore[arg-type]


_READERS: dict[str, Callable[[Path], Iterator[Pair]]] = {
    ".tmx": _tmx,
    ".xliff": _xliff,
    ".xlf": _xliff,
    ".jsonl": _json_lines,
    ".json": _corrections,
}
