"""A termbase in YAML: read, match, check, edit and exchange glossaries."""

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError, YongeoError

__all__ = ["Case", "Entry", "Glossary", "GlossaryError", "Match", "Place", "Status", "YongeoError"]
