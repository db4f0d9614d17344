"""From what the user names to an engine."""

from __future__ import annotations

from pathlib import Path

from translate.engines import Engine


def engine_for(
    name: str,
    model: str | Path | None = None,
    beam: int | None = None,
    threads: int | None = None,
    batch_tokens: int | None = None,
) -> Engine:
    """Make an engine.

    Args:
        name: ``local``, ``copy`` (the source comes back, for tests of formats) or an online service.
        model: Name or folder of a local model; the embedded one by default.
        beam, threads, batch_tokens: As ``open_engine`` takes them; None stands for the model's default.

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
    from translate.engines.local import open_engine

    return open_engine(model, beam=beam, threads=threads, batch_tokens=batch_tokens, progress=True)
