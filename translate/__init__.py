"""Translate Korean articles to English and keep every term as the glossary says.

>>> from translate import Translator
>>> document = Translator().translate("챗GPT가 나왔다.", glossary="terms.yaml")  # doctest: +SKIP
>>> [segment.target for segment in document.segments]  # doctest: +SKIP
['ChatGPT has been released.']
"""

from typing import TYPE_CHECKING, Any

from translate.document import Block, Check, Document, How, Kind, Level, Mark, Pin, Segment
from translate.errors import EngineError, InputError, ModelError

if TYPE_CHECKING:
    from translate.pipeline import Translator

__all__ = [
    "Block",
    "Check",
    "Document",
    "EngineError",
    "How",
    "InputError",
    "Kind",
    "Level",
    "Mark",
    "ModelError",
    "Pin",
    "Segment",
    "Translator",
]


def __getattr__(name: str) -> Any:
    if name == "Translator":  # loaded when asked for: the command line must start fast
        from translate.pipeline import Translator

        return Translator
    raise AttributeError(name)
