"""Translation Memory eXchange 1.4: an entry is a unit; what TMX has no element for goes into properties."""

from __future__ import annotations

from pathlib import Path

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError
from glossary.exchange.markup import XML, allowed, language_of, line_of, local_name, one_line, parse, text_of
from glossary.exchange.records import Exported, Imported, Loss, described, entry_from_text

_CODES = frozenset(("bpt", "ept", "ph", "it", "ut"))  # their text is native code of another format
_PROPERTY = "x-yongeo-"


def write(glossary: Glossary) -> Exported:
    """Write TMX 1.4; all of an entry is carried.

    Args:
        glossary: The entries.
    """
    from lxml import etree

    losses: list[Loss] = []
    root = etree.Element("tmx", version="1.4")
    etree.SubElement(
        root,
        "header",
        {
            "creationtool": "yongeo",
            "creationtoolversion": "1",
            "segtype": "phrase",
            "o-tmf": "yongeo glossary",
            "adminlang": "en",
            "srclang": glossary.source,
            "datatype": "plaintext",
        },
    )
    body = etree.SubElement(root, "body")
    for entry in glossary:
        unit = etree.SubElement(body, "tu")
        if entry.note:
            etree.SubElement(unit, "note").text = allowed(entry.note, entry.source, losses)
        for name, value in _properties(entry):
            item = etree.SubElement(unit, "prop", type=_PROPERTY + name)
            item.text = allowed(value, entry.source, losses)
        for language, text in ((glossary.source, entry.source), (glossary.target, entry.target)):
            variant = etree.SubElement(unit, "tuv", {XML + "lang": language})
            etree.SubElement(variant, "seg").text = allowed(text, entry.source, losses)
    data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return Exported(data, described(losses))


def read(data: bytes, path: Path) -> Imported:
    """Read TMX of any version: one entry a unit.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        GlossaryError: It is not well-formed or not TMX.
    """
    root = parse(data, path)
    if local_name(root) != "tmx":
        raise GlossaryError(
            f"not TMX: its root is <{local_name(root)}>", path=path, mend="name another --format"
        )
    losses: list[Loss] = []
    entries = []
    for unit in root.iter("tu"):
        texts: dict[str, str] = {}
        lists: dict[str, tuple[str, ...]] = {}
        for child in unit:
            name = local_name(child)
            kind = child.get("type", "").removeprefix(_PROPERTY)
            if name == "note":
                texts["note"] = "\n".join(filter(None, (texts.get("note", ""), text_of(child).strip())))
            elif name == "prop" and kind in ("variants", "forbid", "tags"):
                lists[kind] = (*lists.get(kind, ()), text_of(child))
            elif name == "prop" and kind in ("case", "match", "status"):
                texts[kind] = text_of(child)
            elif name == "tuv":
                column = {"ko": "source", "en": "target"}.get(language_of(child))
                segment = next((item for item in child if local_name(item) == "seg"), None)
                text = "" if segment is None else one_line(text_of(segment, _CODES))
                if column is None:
                    losses.append(Loss(f"texts in {language_of(child) or 'no language'} are left out", text))
                elif texts.setdefault(column, text) != text:
                    losses.append(Loss("a further rendering is left out", text))
        entry = entry_from_text(texts, lists, Place(path, line_of(unit), 1), losses)
        if entry is not None:
            entries.append(entry)
    return Imported(Glossary(tuple(entries), path), described(losses))


def _properties(entry: Entry) -> list[tuple[str, str]]:
    single = (
        ("case", entry.case.value if entry.case is not Case.KEEP else ""),
        ("match", entry.match.value if entry.match is not Match.WORD else ""),
        ("status", entry.status.value if entry.status is not Status.APPROVED else ""),
    )
    several = (("variants", entry.variants), ("forbid", entry.forbid), ("tags", entry.tags))
    return [
        *((name, value) for name, value in single if value),
        *((name, value) for name, values in several for value in values),
    ]
