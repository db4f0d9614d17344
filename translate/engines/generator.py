"""Decoder-only models on ``ctranslate2.Generator``: the embedded one and other instruct models."""

from __future__ import annotations

from typing import Any

from translate.engines import Hypothesis
from translate.engines.local import LocalEngine, decode, load_weights, mean, tokenizer_file
from translate.errors import ModelError
from translate.models.manifest import Manifest


class GeneratorEngine(LocalEngine):
    """Translates with a decoder-only model.

    A segment's English never depends on its neighbours: CTranslate2 gives one result for a prompt in any
    batch only if all prompts of the batch have one length, so each prompt is rounded up to a multiple by
    padding after its sentence, which the segment alone decides, and a batch holds prompts of one length.

    Takes what ``LocalEngine`` takes.
    """

    def _load(self, manifest: Manifest, **options: Any) -> None:
        import ctranslate2
        from tokenizers import Tokenizer

        if manifest.prompt is None:
            raise ModelError("is not a generator", path=manifest.folder)
        path = tokenizer_file(manifest, "tokenizer.json")
        # before the tokenizer, which would add to the peak: weights are held twice while they are packed
        self._generator = load_weights(ctranslate2.Generator, manifest, **options)
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

    def _tokens(self, text: str) -> list[str]:
        tokens: list[str] = self._tokenizer.encode(text, add_special_tokens=False).tokens
        return tokens

    _written = _tokens

    def _around(self, tokens: list[str]) -> list[str]:
        prompt = [*self._before, *tokens]
        if self._padding:
            missing = -(len(prompt) + len(self._after)) % self._padding.multiple
            prompt += [self._padding.token] * missing
        return prompt + self._after

    def _generate(self, prompts: list[list[str]], **options: Any) -> list[list[Hypothesis]]:
        results = decode(
            lambda: self._generator.generate_batch(
                prompts,
                # twice the prompt is far more than any translation; what reaches it ran away
                max_length=2 * len(prompts[0]) + 32,
                include_prompt_in_result=False,
                end_token=self._end,
                return_end_token=True,
                return_scores=True,
                **options,
            ),
            self.model,
        )
        return [self._hypotheses(result, options["length_penalty"]) for result in results]

    def _hypotheses(self, result: Any, length_penalty: float) -> list[Hypothesis]:
        return [
            self._hypothesis(tokens, ids, mean(score, len(ids), length_penalty))
            for tokens, ids, score in zip(result.sequences, result.sequences_ids, result.scores, strict=True)
        ]

    def _hypothesis(self, tokens: list[str], ids: list[int], score: float) -> Hypothesis:
        complete = bool(tokens) and tokens[-1] == self._end
        text: str = self._tokenizer.decode(ids[:-1] if complete else ids)
        return Hypothesis(text.strip(), score, complete)
