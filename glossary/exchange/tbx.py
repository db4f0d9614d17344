"""TermBase eXchange: ISO 30042:2019 (TBX-Core and TBX-Basic, style DCT) out and in; DCA and TBX 2008 in.

An entry is a concept. Korean terms: the source is preferred, its variants are admitted. English terms: the
rendering is preferred, forbidden renderings are deprecated. Of a proposed entry both the source and the
rendering are admitted; of a deprecated entry all but the forbidden renderings are superseded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError
from glossary.exchange.markup import XML, allowed, language_of, line_of, local_name, one_line, parse, text_of
from glossary.exchange.records import Exported, Imported, Loss, described, entry_from_text

if TYPE_CHECKING:
    from lxml.etree import _Element

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
MIN = "http://www.tbxinfo.net/ns/min"
BASIC = "http://www.tbxinfo.net/ns/basic"

_PREFERRED, _ADMITTED = "preferredTerm-admn-sts", "admittedTerm-admn-sts"
_SUPERSEDED, _DEPRECATED = "supersededTerm-admn-sts", "deprecatedTerm-admn-sts"
_OF_STATUS = {Status.APPROVED: _PREFERRED, Status.PROPOSED: _ADMITTED, Status.DEPRECATED: _SUPERSEDED}
_WRONG = frozenset((_SUPERSEDED, _DEPRECATED))
_CONCEPTS = frozenset(("conceptEntry", "termEntry"))  # 2019, 2008
_LANGUAGES = frozenset(("langSec", "langSet"))
_TERMS = frozenset(("termSec", "tig", "ntig"))
_CARRIERS = frozenset(("termNote", "descrip", "admin", "xref", "ref", "transac"))  # style DCA: @type names it
_UNDERSTOOD = frozenset(("term", "note", "administrativeStatus", "subjectField", "termType"))
_GROUPS = frozenset(("descripGrp", "adminGrp", "termNoteGrp", "termGrp", "transacGrp"))


def write_basic(glossary: Glossary) -> Exported:
    """Write TBX-Basic, style DCT.

    Args:
        glossary: The entries.
    """
    return _write(glossary, "TBX-Basic")


def write_core(glossary: Glossary) -> Exported:
    """Write TBX-Core: terms and notes, nothing else.

    Args:
        glossary: The entries.
    """
    return _write(glossary, "TBX-Core")


def read(data: bytes, path: Path) -> Imported:
    """Read TBX of any dialect and style, of 2019 or (``martif``) of 2008.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not well-formed or not TBX.
    """
    root = parse(data, path)
    if local_name(root) not in ("tbx", "martif", "TBX"):
        raise GlossaryError(
            f"not TBX: its root is <{local_name(root)}>", path=path, mend="name another --format"
        )
    losses: list[Loss] = []
    entries = []
    for concept in root.iter():
        if isinstance(concept.tag, str) and local_name(concept) in _CONCEPTS:
            entry = _entry(concept, path, losses)
            if entry is not None:
                entries.append(entry)
    return Imported(Glossary(tuple(entries), path), described(losses))


def _write(glossary: Glossary, dialect: str) -> Exported:
    from lxml import etree

    basic = dialect == "TBX-Basic"
    losses: list[Loss] = []
    names: Any = {None: NAMESPACE, **({"min": MIN, "basic": BASIC} if basic else {})}
    root = etree.Element(f"{{{NAMESPACE}}}tbx", nsmap=names)
    root.set("type", dialect)
    root.set("style", "dct")
    root.set(XML + "lang", glossary.source)
    header = _add(_add(root, "tbxHeader"), "fileDesc")
    _add(_add(header, "sourceDesc"), "p", "Exported from a yongeo glossary")
    body = _add(_add(root, "text"), "body")
    for number, entry in enumerate(glossary, 1):
        if entry.match is Match.REGEX:
            losses.append(Loss("left out, a regular expression is no term", entry.source))
            continue
        losses += [
            Loss(f"{name} not carried", entry.source)
            for name, carried in (
                ("case", entry.case is Case.KEEP),
                ("match", entry.match is Match.WORD),
                ("status", basic or entry.status is Status.APPROVED),
                ("tags", basic or not entry.tags),
                ("forbid", basic or not entry.forbid),
            )
            if not carried
        ]
        concept = _add(body, "conceptEntry")
        concept.set("id", f"c{number}")
        for tag in entry.tags if basic else ():
            _add(concept, f"{{{MIN}}}subjectField", allowed(tag, entry.source, losses))
        if entry.note:
            _add(concept, "note", allowed(entry.note, entry.source, losses))
        status = _OF_STATUS[entry.status]
        weaker = _ADMITTED if entry.pins else _SUPERSEDED
        sources = [(entry.source, status), *((variant, weaker) for variant in entry.variants)]
        targets = [(entry.target, status)]
        targets += [(wrong, _DEPRECATED) for wrong in entry.forbid] if basic else []
        for language, terms in ((glossary.source, sources), (glossary.target, targets)):
            section = _add(concept, "langSec")
            section.set(XML + "lang", language)
            for place, (text, mark) in enumerate(terms):
                term = _add(section, "termSec")
                _add(term, "term", allowed(text, entry.source, losses))
                if basic:
                    _add(term, f"{{{MIN}}}administrativeStatus", mark)
                    if terms is sources and place:
                        _add(term, f"{{{BASIC}}}termType", "variant")
    if not len(body):
        raise GlossaryError("nothing to write: TBX needs one concept at least", path=glossary.path)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Exported(data, described(losses))


def _add(parent: _Element, name: str, text: str | None = None) -> _Element:
    from lxml import etree

    child = etree.SubElement(parent, name if name.startswith("{") else f"{{{NAMESPACE}}}{name}")
    child.text = text
    return child


def _entry(concept: _Element, path: Path, losses: list[Loss]) -> Entry | None:
    notes: list[str] = []
    tags: list[str] = []
    terms: dict[str, list[tuple[str, str]]] = {"ko": [], "en": []}
    name = concept.get("id") or f"line {line_of(concept)}"
    _properties(concept, notes, tags, name, losses)
    for section in concept:
        if not isinstance(section.tag, str) or local_name(section) not in _LANGUAGES:
            continue
        language = language_of(section)
        if language not in terms:
            losses.append(Loss(f"terms in {language or 'no language'} are left out", name))
            continue
        _properties(section, notes, tags, name, losses)
        for term in section:
            if isinstance(term.tag, str) and local_name(term) in _TERMS:
                status = _properties(term, notes, tags, name, losses)
                text = next((text_of(item) for item in term.iter() if _is(item, "term")), "")
                if text.strip():
                    terms[language].append((one_line(text), status))
    sources, targets = _best_first(terms["ko"]), _best_first(terms["en"])
    further = [text for text, status in targets[1:] if status not in _WRONG]
    losses += [Loss("a further rendering is left out", f"{text} ({name})") for text in further]
    kinds = {status for _, status in (*sources[:1], *targets[:1])}
    status = (
        Status.DEPRECATED
        if targets and targets[0][1] in _WRONG
        else Status.PROPOSED
        if kinds == {_ADMITTED}
        else Status.APPROVED
    )
    return entry_from_text(
        {
            "source": sources[0][0] if sources else "",
            "target": targets[0][0] if targets else "",
            "note": "\n".join(notes),
            "status": status.value,
        },
        {
            "variants": tuple(text for text, _ in sources[1:]),
            "forbid": tuple(text for text, mark in targets[1:] if mark in _WRONG),
            "tags": tuple(tags),
        },
        Place(path, line_of(concept), 1),
        losses,
    )


def _best_first(terms: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The best term first: preferred, else without a status, else admitted; the others in file order."""
    rank = {_PREFERRED: 0, "": 1, _ADMITTED: 2}
    order = sorted(range(len(terms)), key=lambda place: (rank.get(terms[place][1], 3), place))
    first = terms[order[0]] if order else None
    return [] if first is None else [first, *(term for term in terms if term is not first)]


def _properties(element: _Element, notes: list[str], tags: list[str], where: str, losses: list[Loss]) -> str:
    """Gather an element's own data categories; gives its administrative status."""
    status = ""
    for child in element:
        if not isinstance(child.tag, str):
            continue
        name = local_name(child)
        if name in _GROUPS:
            status = _properties(child, notes, tags, where, losses) or status
            continue
        category = child.get("type", "") if name in _CARRIERS else name
        text = text_of(child).strip()
        if category == "administrativeStatus":
            status = text if text.endswith("-admn-sts") else f"{text}-admn-sts"
        elif category == "note" and text:
            notes.append(text)
        elif category == "subjectField" and text:
            tags.append(one_line(text))
        elif category not in _UNDERSTOOD and name not in _LANGUAGES | _TERMS | _GROUPS:
            losses.append(Loss(f"{category or name} is not taken over", where))
    return status


def _is(element: _Element, name: str) -> bool:
    return isinstance(element.tag, str) and local_name(element) == name
