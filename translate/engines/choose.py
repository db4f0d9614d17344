"""From what the user names to an engine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from translate.engines import Engine
from translate.models.manifest import Manifest

if TYPE_CHECKING:
    from translate.engines.generator import GeneratorEngine
    from translate.engines.seq2seq import Seq2SeqEngine


def engine_for(
    name: str,
    model: str | Path | None = None,
    beam: int | None = None,
    threads: int | None = None,
    batch_tokens: int | None = None,
    jobs: int | None = None,
) -> Engine:
    """Make an engine.

    Args:
        name: ``local``, ``copy`` (the source comes back, for tests of formats) or an online service.
        model: Name or folder of a local model; the embedded one by default.
        beam, threads, batch_tokens, jobs: As ``open_engine`` takes them; None stands for the model's default.

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
    return open_engine(model, beam=beam, threads=threads, batch_tokens=batch_tokens, jobs=jobs, progress=True)


def open_engine(
    model: Path | str | None = None,
    *,
    threads: int | None = None,
    beam: int | None = None,
    batch_tokens: int | None = None,
    compute_type: str | None = None,
    jobs: int | None = None,
    progress: bool = False,
) -> GeneratorEngine | Seq2SeqEngine:
    """Load a local model, whichever kind it is.

    Args:
        model: Name of an installed model, or a folder; None is the embedded one, built on its first use.
        threads: Processor threads; by default one a core.
        beam: Beam width; by default the model's.
        batch_tokens: Source tokens decoded at once.
        compute_type: CTranslate2 compute type; by default the model's.
        jobs: Batches decoded side by side; by default one, more with a small model.
        progress: Show a progress bar on a terminal while the embedded model is built.

    Raises:
        ModelError: There is no such model, or it cannot be loaded.
    """
    from translate.models.store import resolve

    manifest = Manifest.load(resolve(model, progress=progress))
    if manifest.kind == "generator":
        from translate.engines.generator import GeneratorEngine

        return GeneratorEngine(manifest, threads, beam, batch_tokens, compute_type, jobs)
    from translate.engines.seq2seq import Seq2SeqEngine

    return Seq2SeqEngine(manifest, threads, beam, batch_tokens, compute_type, jobs)
