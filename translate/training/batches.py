"""Batches of tokens, each a function of its number alone, so that a killed training goes on where it was."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from translate.engines.local import clean, lexicon_of
from translate.models.manifest import Manifest
from translate.training.marking import Example, pinned, renderings, shown

LONGEST = 260  # tokens of both sides together, markers in them
_WINDOW = 320  # examples that are sorted by length together


@dataclass(frozen=True, slots=True)
class Sample:
    """One example in tokens.

    Args:
        prompt: Padding, and the prompt up to where the English begins.
        answer: The English and the end token.
    """

    prompt: tuple[int, ...]
    answer: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.prompt) + len(self.answer)


class Encoder:
    """From text to tokens, as the engine makes them.

    Args:
        tokenizer: ``tokenizer.json`` of the built model.
        manifest: Of the model: a generator with markers and padding.
    """

    def __init__(self, tokenizer: Path, manifest: Manifest) -> None:
        from tokenizers import Tokenizer

        assert manifest.prompt is not None and manifest.padding is not None and manifest.markers is not None
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        before, after = manifest.prompt.template.split("{source}")
        self._before, self._after = self._tokens(before), self._tokens(after)
        self._end = self._tokens(manifest.prompt.end)
        padding = self._tokenizer.token_to_id(manifest.padding.token)
        assert padding is not None
        self.padding = padding
        self.most_padding = manifest.padding.multiple - 1
        self.markers = manifest.markers
        self._longest = manifest.longest
        self._lexicon = lexicon_of(manifest)
        # from here on all text is a user's: in it "<|im_end|>" is ten characters, not the end of the turn
        self._tokenizer.encode_special_tokens = True

    def length(self, text: str) -> int:
        """Tokens of a text.

        Args:
            text: Korean or English.
        """
        return len(self._tokens(clean(text)))

    def fits(self, example: Example) -> bool:
        """Whether the engine takes an example's source, with all its terms pinned and without.

        Args:
            example: With terms.
        """
        marked, _ = pinned(example, self.markers)
        return max(len(self._told(example.source)), len(self._told(marked))) <= self._longest

    def sample(self, source: str, target: str, padding: int = 0) -> Sample:
        """A pair in tokens.

        Args:
            source: Korean, markers in it.
            target: English, markers in it.
            padding: Tokens of padding after the source.
        """
        prompt = self._before + self._told(source) + [self.padding] * padding + self._after
        return Sample(tuple(prompt), tuple(self._tokens(clean(target)) + self._end))

    def _told(self, source: str) -> list[int]:
        """The tokens of a Korean sentence, its words and names in English as the engine tells them."""
        text = clean(source)
        return self._tokens(self._lexicon(text) if self._lexicon else text)

    def _tokens(self, text: str) -> list[int]:
        ids: list[int] = self._tokenizer.encode(text, add_special_tokens=False).ids
        return ids


class Batches:
    """All batches of a training, in windows: window 0, 1, 2 … without end.

    Args:
        examples: What to train on.
        encoder: Makes the tokens.
        tokens: Most tokens of a batch, padding to its longest sample counted in.
        seed: Of the order, the marks and the padding.
    """

    def __init__(self, examples: Sequence[Example], encoder: Encoder, tokens: int, seed: int) -> None:
        self.encoder = encoder
        self.examples = len(examples)
        self._examples = examples
        self._pool = renderings(examples)
        self._tokens = tokens
        self._seed = seed
        self._order: tuple[int, list[int]] = (-1, [])

    def window(self, number: int) -> list[list[Sample]]:
        """The batches of a window, each of samples about as long as each other.

        Args:
            number: Of the window, from 0.
        """
        visits = range(number * _WINDOW, (number + 1) * _WINDOW)
        samples = sorted((self._sample(visit) for visit in visits), key=len)
        batches: list[list[Sample]] = []
        for sample in samples:
            if not batches or (len(batches[-1]) + 1) * len(sample) > self._tokens:
                batches.append([])
            batches[-1].append(sample)
        random.Random(f"{self._seed} window {number}").shuffle(batches)
        return batches

    def _sample(self, visit: int) -> Sample:
        """The example whose turn it is, half of the times marked."""
        example = self._examples[self._place(*divmod(visit, self.examples))]
        chance = random.Random(f"{self._seed} visit {visit}")
        # most prompts are rounded up to a multiple by padding when they are translated
        padding = chance.choice((0, chance.randint(0, self.encoder.most_padding)))
        if example.terms and chance.random() < 0.5:
            sample = self.encoder.sample(*shown(example, self.encoder.markers, self._pool, chance), padding)
            if len(sample) <= LONGEST + padding:
                return sample
        return self.encoder.sample(example.source, example.target, padding)

    def _place(self, turn: int, position: int) -> int:
        """Which example comes at a position of a pass over all, each pass in an order of its own."""
        if self._order[0] != turn:
            order = list(range(self.examples))
            random.Random(f"{self._seed} pass {turn}").shuffle(order)
            self._order = (turn, order)
        return self._order[1][position]
