"""A termbase in YAML: read, match, check, edit and exchange glossaries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError, YongeoError

if TYPE_CHECKING:
    from glossary.matcher import Candidate, Matcher, Occurrence
    from glossary.yamlfile import GlossaryFile

__all__ = [
    "Candidate",
    "Case",
    "Entry",
    "Glossary",
    "GlossaryError",
    "GlossaryFile",
    "Match",
    "Matcher",
    "Occurrence",
    "Place",
    "Status",
    "YongeoError",
]

_LATER = {
    "Candidate": "matcher",
    "Matcher": "matcher",
    "Occurrence": "matcher",
    "GlossaryFile": "yamlfile",
}


def __getattr__(name: str) -> Any:
    """Import what needs a YAML parser or an automaton when it is first asked for (PEP 562)."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"glossary.{_LATER[name]}"), name)
