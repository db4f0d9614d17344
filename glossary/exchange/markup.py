"""XML read safely (no entities, no network, bounded) and the characters that XML cannot hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossary.errors import GlossaryError
from glossary.exchange.records import Loss

if TYPE_CHECKING:
    from lxml.etree import _Element

XML = "{http://www.w3.org/XML/1998/namespace}"
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, production 2


def parse(data: bytes, path: Path) -> _Element:
    """The root element of an XML file from anywhere.

    Args:
        data: The file.
        path: Its name, for the error.

    Raises:
        GlossaryError: It is not well-formed, declares entities, or is nested too deep.
    """
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        reason = re.sub(r",\s*line \d.*", "", " ".join((error.msg or "").split()))
        raise GlossaryError(
            f"not well-formed XML: {reason}",
            path=path,
            line=line or None,
            column=column or None,
            mend="export it again",
        ) from error
    except ValueError as error:  # an encoding declaration that lies
        raise GlossaryError(f"not XML: {error}", path=path, mend="export it again") from error
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise GlossaryError("declares XML entities", path=path, mend="remove the <!ENTITY …> declarations")
    return root


def local_name(element: _Element) -> str:
    """An element's name without its namespace.

    Args:
        element: The element.
    """
    return str(element.tag).rpartition("}")[2]


def line_of(element: _Element) -> int | None:
    """The line on which an element begins, from 1.

    Args:
        element: The element.
    """
    line: Any = element.sourceline
    return int(line) if line else None


def language_of(element: _Element) -> str:
    """The primary language subtag of an element, in small letters, or an empty string.

    Args:
        element: One with ``xml:lang`` or, in old files, ``lang``.
    """
    language = element.get(XML + "lang") or element.get("lang") or ""
    return re.split("[-_]", language, maxsplit=1)[0].lower()


def text_of(element: _Element, without: frozenset[str] = frozenset()) -> str:
    """The text in an element and in the elements inside it.

    Args:
        element: The element.
        without: Names of elements inside whose own text is markup of another program.
    """
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and local_name(child) not in without:
            parts.append(text_of(child, without))
        parts.append(child.tail or "")
    return "".join(parts)


def one_line(text: str) -> str:
    """A term as it stands in a file that a program has indented.

    Args:
        text: The element's text.
    """
    return " ".join(text.split()) if "\n" in text or "\r" in text else text.strip()


def allowed(text: str, where: str, losses: list[Loss]) -> str:
    """The text without the control characters that XML cannot hold.

    Args:
        text: Any text.
        where: The entry it belongs to.
        losses: Takes a note where something was removed.
    """
    cleaned = _FORBIDDEN.sub("", text)
    if cleaned != text:
        losses.append(Loss("control characters are removed", _FORBIDDEN.sub("", where)))
    return cleaned
