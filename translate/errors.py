"""Errors of the translation package; the tree's root is in ``glossary.errors``."""

from __future__ import annotations

from glossary.errors import YongeoError


class InputError(YongeoError):
    """An input cannot be read, or an output cannot be written."""


class ModelError(YongeoError):
    """A model is missing, damaged or not of a kind that can be run."""


class EngineError(YongeoError):
    """An engine cannot translate: no service, no key, no memory."""


class Unavailable(EngineError):
    """A service cannot be reached, or turns away whatever it is sent: out of order, a wrong key."""


class Interrupted(Exception):
    """The user asked to stop; what is finished is in the memory."""
