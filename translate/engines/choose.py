"""From what the user names to an engine."""

from __future__ import annotations

from pathlib import Path

from translate.engines import Engine


def engine_for(name: str, model: str | Path | None = None, **options: int | str | None) -> Engine:
    """Make an engine.

    Args:
        name: ``local``, ``copy`` (the source comes back, for tests of formats) or an online service.
        model: Name or folder of a local model; the embedded one by default.
        options: ``beam``, ``threads``, ``batch_tokens``; None stands for the model's default.

    Raises:
        ModelError: There is no such model.
        EngineError: There is no such service, or its key is missing.
    """
    if name == "copy":
        from translate.engines.copy import CopyEngine

        return CopyEngine()
    if name != "local":
        from translate.engines.online import engine

        return engine(name)
    from translate.models.manifest import Manifest
    from translate.models.store import resolve

    folder = resolve(model)
    if Manifest.load(folder).kind == "generator":
        from translate.engines.generator import GeneratorEngine

        return GeneratorEngine(folder, **options)
    from translate.engines.seq2seq import Seq2SeqEngine

    return Seq2SeqEngine(folder, **options)
