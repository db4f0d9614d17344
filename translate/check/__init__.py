"""Quality assurance of translations: pins, numbers, leftovers, quotes, addresses, consistency."""

from translate.check.rules import CODES, checks, document_checks, number_findings, repeats, shortened

__all__ = ["CODES", "checks", "document_checks", "number_findings", "repeats", "shortened"]
