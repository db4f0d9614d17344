"""The run in figures: what was translated, how the pins came out, what failed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from translate.document import Document, How, Level, Piece


@dataclass(slots=True)
class Report:
    """Counts of one run, filled as documents are finished.

    Args:
        engine, model, fingerprint: What translated.
        glossaries: Path and SHA-256 of each glossary.
        failures: What failed, an ``input`` or an ``output``, and the ``error``.
        left: Names of the inputs that are neither written nor failed by themselves.
    """

    engine: str
    model: str
    fingerprint: str
    glossaries: dict[str, str] = field(default_factory=dict)
    documents: int = 0
    segments: int = 0
    from_memory: int = 0
    characters: int = 0
    seconds: float = 0.0
    pins: Counter[str] = field(default_factory=Counter)
    checks: Counter[str] = field(default_factory=Counter)
    errors: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)
    failures: list[dict[str, str]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def add(self, document: Document) -> None:
        """Count a finished document.

        Args:
            document: A translated document, or a piece of one.
        """
        piece = document.piece or Piece(last=True)
        self.documents += piece.last
        for block in document.blocks:
            for segment in block.segments:
                self.segments += 1
                self.characters += len(segment.source)
                self.from_memory += segment.origin == "memory"
                for pin in segment.pins:
                    how = pin.how or How.MISSED
                    self.pins[how.value] += 1
                    if how is How.MISSED:
                        place = {
                            "doc": document.name,
                            "block": block.number + piece.block,
                            "seg": segment.number,
                        }
                        self.misses.append(
                            {
                                **place,
                                "surface": pin.surface,
                                "target": pin.target,
                                "start": piece.start + segment.start + pin.start,
                            }
                        )
                for check in segment.checks:
                    self.checks[check.code] += 1
                    self.errors += check.level is Level.ERROR

    def include(self, report: Report) -> None:
        """Add the figures of another run, but not its failures.

        Args:
            report: Of that run, by the same engine or by another.
        """
        self.engine, self.model, self.fingerprint = report.engine, report.model, report.fingerprint
        self.documents += report.documents
        self.segments += report.segments
        self.from_memory += report.from_memory
        self.characters += report.characters
        self.seconds += report.seconds
        self.pins += report.pins
        self.checks += report.checks
        self.errors += report.errors
        self.misses += report.misses

    @property
    def flawed(self) -> bool:
        """Whether a pin was missed or a check found an error."""
        return bool(self.misses or self.errors)

    def as_dict(self) -> dict[str, Any]:
        """The report as plain data, for JSON."""
        return {
            "engine": self.engine,
            "model": self.model,
            "fingerprint": self.fingerprint,
            "glossaries": self.glossaries,
            "documents": self.documents,
            "segments": self.segments,
            "segments_from_memory": self.from_memory,
            "characters": self.characters,
            "seconds": round(self.seconds, 3),
            "characters_per_second": round(self.characters / self.seconds, 1) if self.seconds else None,
            "pins": {how.value: self.pins[how.value] for how in How},
            "misses": self.misses,
            "checks": dict(sorted(self.checks.items())),
            "failures": self.failures,
        }

    def line(self) -> str:
        """The run in one line for a person."""
        pins = ", ".join(f"{self.pins[how.value]} {how.value}" for how in How if self.pins[how.value])
        total = sum(self.pins.values())
        speed = f", {self.characters / self.seconds:.0f} characters/s" if self.seconds else ""
        parts = [
            f"{counted(self.documents, 'document')}, {counted(self.segments, 'segment')}",
            f"{counted(total, 'pin')}{f' ({pins})' if pins else ''}",
            f"{counted(sum(self.checks.values()), 'finding')}",
            f"{self.seconds:.1f} s{speed}",
        ]
        if self.from_memory:
            parts[0] += f" ({self.from_memory} from memory)"
        return "; ".join(parts)


def counted(number: int, noun: str) -> str:
    """A number with its noun in the singular or plural.

    Args:
        number: How many.
        noun: The singular of a noun that takes s.
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"
