"""How a fine-tuning goes: its length, its steps, and the numbers that were found by trial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Number = Literal["bfloat16", "float32"]


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a training goes.

    Args:
        minutes: Its length by the clock.
        tokens: Most tokens of a batch; a GPU takes more at once, float32 half as many.
        learning_rate: The highest, of the adapter's A.
        passes: Most passes over all pairs: a fast machine stops here, since more makes a model forget.
        checkpoint_seconds: Time between checkpoints.
        number: Type of the frozen weights; by default ``bfloat16``, or what this processor is faster with.
        seed: Of order, marks and padding.
    """

    minutes: float = 60.0
    tokens: int = 1400
    learning_rate: float = 3e-4
    passes: int = 6
    checkpoint_seconds: float = 300.0
    number: Number | None = None
    seed: int = 1

    @property
    def seconds(self) -> float:
        """Its length in seconds."""
        return 60 * self.minutes
