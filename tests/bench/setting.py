"""What a run is asked to measure, and the model that several parts share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from translate.engines.choose import open_engine
from translate.engines.generator import GeneratorEngine
from translate.engines.seq2seq import Seq2SeqEngine

SAME_DECODINGS = "CTranslate2 alone, the same decodings in the same batches"


@dataclass(frozen=True)
class Setting:
    """A run.

    Args:
        folder: For files that nobody keeps.
        quick: A small sample and few rounds.
        copy: Without a model; parts that need one are left out.
        model: Name or folder of a local model; the embedded one by default.
        argos: A Python that has argostranslate, or None.
    """

    folder: Path
    quick: bool = False
    copy: bool = False
    model: str | None = None
    argos: Path | None = None

    @property
    def rounds(self) -> int:
        """How many times everything is measured."""
        return 3 if self.quick else 5

    @cached_property
    def engine(self) -> GeneratorEngine | Seq2SeqEngine:
        """The local model, loaded once."""
        return open_engine(self.model, progress=True)

    @property
    def options(self) -> list[str]:
        """The same choice of engine for the command line."""
        chosen = ["--engine", "copy"] if self.copy else []
        return [*chosen, *(["--model", self.model] if self.model else [])]


@dataclass(frozen=True, slots=True)
class Call:
    """One batch that CTranslate2 was asked to decode.

    Args:
        inputs: Tokens of each prompt.
        options: All that was asked beside.
    """

    inputs: list[list[str]]
    options: dict[str, Any]


class Recorder:
    """Stands in front of a CTranslate2 model and writes down what it is asked.

    Args:
        weights: ``ctranslate2.Generator`` or ``ctranslate2.Translator``.
    """

    def __init__(self, weights: Any) -> None:
        self._weights = weights
        self.calls: list[Call] = []

    def generate_batch(self, inputs: list[list[str]], **options: Any) -> Any:
        """As ``ctranslate2.Generator`` has it."""
        self.calls.append(Call(inputs, options))
        return self._weights.generate_batch(inputs, **options)

    def translate_batch(self, inputs: list[list[str]], **options: Any) -> Any:
        """As ``ctranslate2.Translator`` has it."""
        self.calls.append(Call(inputs, options))
        return self._weights.translate_batch(inputs, **options)


def weights_name(engine: GeneratorEngine | Seq2SeqEngine) -> str:
    """Name of the attribute in which an engine keeps its CTranslate2 model.

    Args:
        engine: A local engine.
    """
    return "_generator" if isinstance(engine, GeneratorEngine) else "_translator"


def recorded(engine: GeneratorEngine | Seq2SeqEngine, task: Callable[[], object]) -> list[Call]:
    """All that CTranslate2 is asked while a task runs.

    Args:
        engine: The local engine that the task uses.
        task: What to run.
    """
    name = weights_name(engine)
    weights = getattr(engine, name)
    recorder = Recorder(weights)
    setattr(engine, name, recorder)
    try:
        task()
    finally:
        setattr(engine, name, weights)
    return recorder.calls


def decode(weights: Any, calls: list[Call], **changed: Any) -> int:
    """Ask CTranslate2 itself, without anything of yongeo.

    Args:
        weights: The CTranslate2 model.
        calls: What to ask.
        changed: Options that differ from those of the calls.

    Returns:
        How many tokens came out.
    """
    generator = "Generator" in type(weights).__name__
    ask = weights.generate_batch if generator else weights.translate_batch
    asked = [ask(call.inputs, asynchronous=True, **call.options | changed) for call in calls]
    results = [answer.result() for answers in asked for answer in answers]
    return sum(len(result.sequences_ids[0] if generator else result.hypotheses[0]) for result in results)
