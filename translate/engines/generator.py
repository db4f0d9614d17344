"""Decoder-only models on ``ctranslate2.Generator``: the embedded one and other instruct models."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from translate.engines import Hypothesis
from translate.engines.local import clean, decode, load_weights, tokenizer_file, too_long, translate_by_length
from translate.errors import ModelError
from translate.models.manifest import Manifest

_BATCH_TOKENS = 2048


class GeneratorEngine:
    """Translates with a decoder-only model.

    A segment's English never depends on its neighbours: CTranslate2 gives one result for a prompt in any
    batch only if all prompts of the batch have one length, so each prompt is rounded up to a multiple by
    padding on its left, which the segment alone decides, and a batch holds prompts of one length.

    Args:
        model: The model's folder, or its manifest.
        threads: Threads of one decoding; by default one a core.
        beam: Beam width; by default the model's.
        batch_tokens: Prompt tokens decoded at once, times the beam; 2048 by default.
        compute_type: CTranslate2 compute type; by default the model's.

    Attributes:
        name, model, fingerprint, markers, longest, doubtful: As in ``translate.engines.Engine``; lengths are
            tokens.

    Raises:
        ModelError: The folder holds no generator that can be loaded.
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
        from tokenizers import Tokenizer

        manifest = model if isinstance(model, Manifest) else Manifest.load(model)
        if manifest.prompt is None:
            raise ModelError("is not a generator", path=manifest.folder)
        self.model = manifest.name
        self.markers = manifest.markers
        self.longest = manifest.longest
        self.doubtful = manifest.doubtful
        self._beam = beam or manifest.beam
        self._length_penalty = manifest.length_penalty
        self._batch_tokens = batch_tokens or _BATCH_TOKENS
        compute = compute_type or manifest.compute_type
        self.fingerprint = f"{manifest.fingerprint} beam={self._beam} compute={compute}"
        path = tokenizer_file(manifest, "tokenizer.json")
        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises no narrower class
            raise ModelError(f"not a tokenizer ({error})", path=path) from error
        before, after = manifest.prompt.template.split("{source}")
        self._before = self._tokens(before)
        self._after = self._tokens(after)
        self._end = manifest.prompt.end
        self._padding = manifest.padding
        for token in (self._end, *((self._padding.token,) if self._padding else ())):
            if self._tokenizer.token_to_id(token) is None:
                raise ModelError(f"the tokenizer has no token {token}", path=path)
        # from here on all text is a user's: in it "<|im_end|>" is ten characters, not the end of the turn
        self._tokenizer.encode_special_tokens = True
        self._generator = load_weights(ctranslate2.Generator, manifest, threads, compute)

    def length(self, text: str) -> int:
        """Tokens of a text.

        Args:
            text: A source sentence, markers in it.
        """
        return len(self._tokens(clean(text)))

    def translate(self, texts: Sequence[str], hypotheses: int = 1) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences, each independent of its neighbours.

        Args:
            texts: Source sentences, markers written in the model's syntax; any number and order.
            hypotheses: How many translations of each to return, best first; widens the beam if need be.

        Yields:
            Number of a text, with one to ``hypotheses`` hypotheses of it; the fullest batches come first.

        Raises:
            EngineError: A sentence is longer than ``longest``, or decoding failed.
        """
        beam = max(self._beam, hypotheses)
        return translate_by_length(
            texts,
            self._prompt,
            self._batch_tokens // beam,
            lambda prompts: self._generate(prompts, beam, hypotheses),
        )

    def _prompt(self, text: str) -> list[str]:
        tokens = self._tokens(clean(text))
        if len(tokens) > self.longest:
            raise too_long(len(tokens), self.longest, self.model)
        prompt = [*self._before, *tokens, *self._after]
        if self._padding:
            prompt = [self._padding.token] * (-len(prompt) % self._padding.multiple) + prompt
        return prompt

    def _generate(self, prompts: list[list[str]], beam: int, hypotheses: int) -> list[list[Hypothesis]]:
        results = decode(
            lambda: self._generator.generate_batch(
                prompts,
                # twice the prompt is far more than any translation; what reaches it ran away
                max_length=2 * len(prompts[0]) + 32,
                beam_size=beam,
                num_hypotheses=hypotheses,
                length_penalty=self._length_penalty,
                include_prompt_in_result=False,
                end_token=self._end,
                return_end_token=True,
                return_scores=True,
            ),
            self.model,
        )
        return [self._hypotheses(result) for result in results]

    def _hypotheses(self, result: Any) -> list[Hypothesis]:
        return [
            self._hypothesis(tokens, ids, score)
            for tokens, ids, score in zip(result.sequences, result.sequences_ids, result.scores, strict=True)
        ]

    def _hypothesis(self, tokens: list[str], ids: list[int], score: float) -> Hypothesis:
        complete = bool(tokens) and tokens[-1] == self._end
        # CTranslate2's score is the sum of log-probabilities divided by length ** length_penalty
        mean = score * max(1, len(ids)) ** (self._length_penalty - 1)
        text: str = self._tokenizer.decode(ids[:-1] if complete else ids)
        return Hypothesis(text.strip(), mean, complete)

    def _tokens(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens
