"""Encoder-decoder models on ``ctranslate2.Translator``: OPUS-MT, NLLB, M2M100, Argos packages."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translate.engines import Hypothesis
from translate.engines.local import clean, decode, load_weights, tokenizer_file, too_long, translate_by_length
from translate.errors import ModelError
from translate.models.manifest import Manifest

_BATCH_TOKENS = 2048


class Seq2SeqEngine:
    """Translates with an encoder-decoder model.

    Args:
        model: The model's folder, or its manifest.
        threads: Threads of one decoding; by default one a core.
        beam: Beam width; by default the model's.
        batch_tokens: Source tokens decoded at once, times the beam; 2048 by default.
        compute_type: CTranslate2 compute type; by default the model's.

    Attributes:
        name, model, fingerprint, markers, longest, doubtful: As in ``translate.engines.Engine``; lengths are
            tokens.

    Raises:
        ModelError: The folder holds no encoder-decoder model that can be loaded.
    """

    name = "local"

    def __init__(
        self,
        model: Manifest | Path | str,
        threads: int | None = None,
        beam: int | None = None,
        batch_tokens: int | None = None,
        compute_type: str | None = None,
    ) -> None:
        import ctranslate2

        manifest = model if isinstance(model, Manifest) else Manifest.load(model)
        if manifest.pieces is None:
            raise ModelError("is not an encoder-decoder model", path=manifest.folder)
        self.model = manifest.name
        self.markers = manifest.markers
        self.longest = manifest.longest
        self.doubtful = manifest.doubtful
        self._pieces = manifest.pieces
        self._beam = beam or manifest.beam
        self._length_penalty = manifest.length_penalty
        self._batch_tokens = batch_tokens or _BATCH_TOKENS
        compute = compute_type or manifest.compute_type
        self.fingerprint = f"{manifest.fingerprint} beam={self._beam} compute={compute}"
        self._source = _sentencepiece(tokenizer_file(manifest, self._pieces.source_model))
        self._target = _sentencepiece(tokenizer_file(manifest, self._pieces.target_model))
        self._end = _end_token(manifest.folder / "config.json")
        self._translator = load_weights(ctranslate2.Translator, manifest, threads, compute)

    def length(self, text: str) -> int:
        """Tokens of a text.

        Args:
            text: A source sentence.
        """
        return len(self._source.encode(clean(text), out_type=str))

    def translate(self, texts: Sequence[str], hypotheses: int = 1) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences, each independent of its neighbours.

        Args:
            texts: Source sentences; any number and order.
            hypotheses: How many translations of each to return, best first; widens the beam if need be.

        Yields:
            Number of a text, with one to ``hypotheses`` hypotheses of it, as soon as they are there.

        Raises:
            EngineError: A sentence is longer than ``longest``, or decoding failed.
        """
        beam = max(self._beam, hypotheses)
        return translate_by_length(
            texts, self._input, self._batch_tokens // beam, lambda batch: self._batch(batch, beam, hypotheses)
        )

    def _input(self, text: str) -> list[str]:
        pieces = self._source.encode(clean(text), out_type=str)
        if len(pieces) > self.longest:
            raise too_long(len(pieces), self.longest, self.model)
        return [*self._pieces.source_prefix, *pieces, *self._pieces.source_suffix]

    def _batch(self, batch: list[list[str]], beam: int, hypotheses: int) -> list[list[Hypothesis]]:
        prefix = list(self._pieces.target_prefix)
        results = decode(
            lambda: self._translator.translate_batch(
                batch,
                target_prefix=[prefix] * len(batch) if prefix else None,
                beam_size=beam,
                num_hypotheses=hypotheses,
                length_penalty=self._length_penalty,
                max_input_length=0,  # by default CTranslate2 cuts off what is longer
                max_decoding_length=2 * len(batch[0]) + 32,
                return_end_token=True,
                return_scores=True,
            ),
            self.model,
        )
        return [self._hypotheses(result) for result in results]

    def _hypotheses(self, result: Any) -> list[Hypothesis]:
        return [
            self._hypothesis(tokens, score)
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]

    def _hypothesis(self, tokens: list[str], score: float) -> Hypothesis:
        complete = bool(tokens) and tokens[-1] == self._end
        mean = score * max(1, len(tokens)) ** (self._length_penalty - 1)
        text = tokens[len(self._pieces.target_prefix) : len(tokens) - complete]
        return Hypothesis(self._target.decode(text).strip(), mean, complete)


def _end_token(config: Path) -> str:
    """The token that ends a translation, as CTranslate2 reads it."""
    try:
        end = (
            json.loads(config.read_text(encoding="utf-8")).get("eos_token", "</s>")
            if config.exists()
            else "</s>"
        )
    except (OSError, ValueError, AttributeError) as error:
        raise ModelError(f"is not a configuration ({error})", path=config) from error
    return str(end)


def _sentencepiece(path: Path) -> Any:
    from sentencepiece import SentencePieceProcessor

    try:
        return SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError) as error:
        raise ModelError(f"not a SentencePiece model ({error})", path=path) from error
