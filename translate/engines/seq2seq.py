"""Encoder-decoder models on ``ctranslate2.Translator``: OPUS-MT, NLLB, M2M100, Argos packages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from translate.engines import Hypothesis
from translate.engines.local import LocalEngine, decode, load_weights, mean, tokenizer_file
from translate.errors import ModelError
from translate.models.manifest import Manifest


class Seq2SeqEngine(LocalEngine):
    """Translates with an encoder-decoder model.

    Takes what ``LocalEngine`` takes.
    """

    def _load(self, manifest: Manifest, **options: Any) -> None:
        import ctranslate2

        if manifest.pieces is None:
            raise ModelError("is not an encoder-decoder model", path=manifest.folder)
        self._pieces = manifest.pieces
        self._source = _sentencepiece(tokenizer_file(manifest, self._pieces.source_model))
        self._target = _sentencepiece(tokenizer_file(manifest, self._pieces.target_model))
        self._end = _end_token(manifest.folder / "config.json")
        self._translator = load_weights(ctranslate2.Translator, manifest, **options)

    def _tokens(self, text: str) -> list[str]:
        pieces: list[str] = self._source.encode(text, out_type=str)
        return pieces

    def _written(self, text: str) -> list[str]:
        pieces: list[str] = self._target.encode(text, out_type=str)
        return pieces

    def _around(self, tokens: list[str]) -> list[str]:
        return [*self._pieces.source_prefix, *tokens, *self._pieces.source_suffix]

    def _generate(self, prompts: list[list[str]], **options: Any) -> list[list[Hypothesis]]:
        prefix = list(self._pieces.target_prefix)
        results = decode(
            lambda: self._translator.translate_batch(
                prompts,
                target_prefix=[prefix] * len(prompts) if prefix else None,
                max_input_length=0,  # by default CTranslate2 cuts off what is longer
                max_decoding_length=2 * len(prompts[0]) + 32,
                return_end_token=True,
                return_scores=True,
                **options,
            ),
            self.model,
        )
        return [self._hypotheses(result, options["length_penalty"]) for result in results]

    def _hypotheses(self, result: Any, length_penalty: float) -> list[Hypothesis]:
        return [
            self._hypothesis(tokens, mean(score, len(tokens), length_penalty))
            for tokens, score in zip(result.hypotheses, result.scores, strict=True)
        ]

    def _hypothesis(self, tokens: list[str], score: float) -> Hypothesis:
        complete = bool(tokens) and tokens[-1] == self._end
        text = tokens[len(self._pieces.target_prefix) : len(tokens) - complete]
        return Hypothesis(self._target.decode(text).strip(), score, complete)


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
