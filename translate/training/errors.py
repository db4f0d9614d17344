"""What can go wrong with a fine-tuning, in a person's words."""

from __future__ import annotations

from glossary.errors import YongeoError


class TrainingError(YongeoError):
    """A model cannot be fine-tuned: too few pairs, no PyTorch, no memory, another run's folder."""
