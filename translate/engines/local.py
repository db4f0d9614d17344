"""What both kinds of local model share: settings, loading weights, batches, clean text, threads, errors."""

from __future__ import annotations

import ctypes
import os
import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from translate.engines import Hypothesis
from translate.errors import EngineError, ModelError
from translate.machine import cores, free_bytes
from translate.models.manifest import FILE_NAME, Manifest
from translate.preedit.lexicon import Lexicon

BATCH_TOKENS = 768  # of a batch where memory is short
# Free memory in bytes, tokens of a batch, batches side by side: what a large model takes is half of it.
_WIDE = ((10e9, 2048, 2), (7e9, 2048, 1))
_SMALL = 512_000_000  # bytes of weights up to which a thread a batch does more than a batch on all threads
_M_ARENA_MAX = -8  # of glibc's malloc.h
_Result = TypeVar("_Result")


class LocalEngine(ABC):
    """A model on this machine: its manifest's settings, unless others are asked for, and batches.

    Args:
        model: The model's folder, or its manifest.
        threads: Processor threads that batches side by side share; by default one a core, which a large model
            has for each batch, so that the last one, or one alone, leaves no core idle.
        beam: Beam width; by default the model's.
        batch_tokens: Input tokens of a batch, times the beam. By default, where jobs are not named either and
            the model is large, as the free memory allows; else 768.
        compute_type: CTranslate2 compute type; by default the model's.
        jobs: Batches decoded side by side; by default two where there is memory for them, else one, and with
            a small model as many as there are threads.

    Attributes:
        name, model, fingerprint, markers, longest, doubtful: As in ``translate.engines.Engine``; lengths are
            tokens.

    Raises:
        ModelError: The folder holds no model, or one of another kind, or one that cannot be loaded.
    """

    name = "local"

    def __init__(
        self,
        model: Manifest | Path | str,
        threads: int | None = None,
        beam: int | None = None,
        batch_tokens: int | None = None,
        compute_type: str | None = None,
        jobs: int | None = None,
    ) -> None:
        manifest = model if isinstance(model, Manifest) else Manifest.load(model)
        self.model = manifest.name
        self.markers = manifest.markers
        self.longest = manifest.longest
        self.doubtful = manifest.doubtful
        beam = beam or manifest.beam
        # CTranslate2's options for the best translation: all that the beam holds cost nothing more
        self._best: dict[str, Any] = {
            "beam_size": beam,
            "num_hypotheses": beam,
            "length_penalty": manifest.length_penalty,
        }
        compute = compute_type or manifest.compute_type
        self.fingerprint = f"{manifest.fingerprint} beam={beam} compute={compute}"
        small = _size(manifest.folder) <= _SMALL
        together = threads or cores()
        if small:
            room = (BATCH_TOKENS, together)
        elif batch_tokens is None and jobs is None:
            room = _room(free_bytes(), together)
        else:
            room = (BATCH_TOKENS, 1)
        self._batch_tokens, self._jobs = batch_tokens or room[0], jobs or room[1]
        each = max(1, together // self._jobs) if small or threads else together
        _keep_memory_together()
        with ThreadPoolExecutor(1) as beside:  # loading weights leaves the interpreter free
            words = beside.submit(lexicon_of, manifest)
            self._load(manifest, compute_type=compute, inter_threads=self._jobs, intra_threads=each)
            self._lexicon = words.result()

    @property
    def spelling(self) -> Callable[[str], str | None] | None:
        """English of the Korean nouns that the model is told, or None where it is told none."""
        return self._lexicon.english if self._lexicon else None

    def length(self, text: str) -> int:
        """Tokens of a text.

        Args:
            text: A source sentence, markers in it.
        """
        return len(self._told(text))

    def translate(
        self,
        texts: Sequence[str],
        hypotheses: int = 1,
        without: Sequence[str] = (),
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate sentences, each independent of its neighbours.

        Args:
            texts: Source sentences, markers written in the model's syntax; any number and order.
            hypotheses: 1 for the best that the beam finds; more for so many that begin with different words,
                best first, each continued with the likeliest: a wider beam holds only more of the same.
            without: Digits, signs or words that may not follow a space; with a ^, that may not begin a text.
            proceed: Called before each batch is waited for.

        Yields:
            Number of a text, with its translations, of a beam all that it holds, which cost nothing more;
            batches are begun in the order of their first texts.

        Raises:
            EngineError: A sentence is longer than ``longest``, or decoding failed.
        """
        options = dict(self._best)
        if hypotheses > 1:
            options = {"beam_size": 1, "num_hypotheses": hypotheses, "length_penalty": 0}
            options["return_alternatives"] = True
        width = self._batch_tokens // options["num_hypotheses"]
        if without:
            options["suppress_sequences"] = self._kept_out(without)

        def decode_batch(prompts: list[list[str]]) -> list[list[Hypothesis]]:
            answers = self._generate(prompts, **options)
            if hypotheses > 1:  # CTranslate2 has them in the order of their first words
                return [sorted(some, key=lambda one: one.score or 0.0, reverse=True) for some in answers]
            return answers

        return translate_by_length(texts, self._prompt, width, decode_batch, self._jobs, proceed)

    @abstractmethod
    def _load(self, manifest: Manifest, **options: Any) -> None:
        """Load tokenizers, and weights with options of CTranslate2."""

    @abstractmethod
    def _tokens(self, text: str) -> list[str]:
        """The tokens of a text, and nothing around them."""

    @abstractmethod
    def _written(self, text: str) -> list[str]:
        """The tokens of English, as the model writes it."""

    @abstractmethod
    def _around(self, tokens: list[str]) -> list[str]:
        """What the model is given for the tokens of a sentence."""

    @abstractmethod
    def _generate(self, prompts: list[list[str]], **options: Any) -> list[list[Hypothesis]]:
        """The hypotheses of each prompt that CTranslate2 finds with options; all prompts have one length."""

    def _told(self, text: str) -> list[str]:
        """The tokens of a sentence as the model is told it."""
        text = clean(text)
        return self._tokens(self._lexicon(text) if self._lexicon else text)

    def _prompt(self, text: str) -> list[str]:
        tokens = self._told(text)
        if len(tokens) > self.longest:  # nothing is ever cut off silently
            raise EngineError(
                f"a segment of {len(tokens)} tokens is longer than {self.model} takes ({self.longest})",
                mend="split it",
            )
        return self._around(tokens)

    def _kept_out(self, words: Sequence[str]) -> list[list[str]]:
        """The tokens of words after a space, or with ``^`` after nothing; of a number's digit the first."""
        tokens = {
            tuple(self._written(word[1:]))
            if word[0] == "^"
            else tuple(self._written(f"a {word}")[1 : 2 if word.isdigit() else None])
            for word in words
        }
        return [list(some) for some in sorted(tokens)]


def lexicon_of(manifest: Manifest) -> Lexicon | None:
    """What a model is told in English, if anything.

    Args:
        manifest: The model.

    Raises:
        ModelError: The file that it names cannot be read.
    """
    return Lexicon(manifest.folder / manifest.lexicon) if manifest.lexicon else None


def _keep_memory_together() -> None:
    """One heap for all threads: with one for each (glibc) an article's peak differs by half a gigabyte.

    What the user wants of glibc comes first.
    """
    if sys.platform == "linux" and "MALLOC_ARENA_MAX" not in os.environ:
        with suppress(AttributeError):  # another C library
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def load_weights(kind: Callable[..., Any], manifest: Manifest, **options: Any) -> Any:
    """Load a CTranslate2 model.

    Args:
        kind: ``ctranslate2.Generator`` or ``ctranslate2.Translator``.
        manifest: Of the model.
        options: What the kind takes beside the folder: its threads, its compute type.

    Raises:
        ModelError: The files are damaged or of another kind.
    """
    try:
        return kind(str(manifest.folder), **options)
    except (RuntimeError, ValueError) as error:
        raise ModelError(
            f"the model cannot be loaded ({_line(error)})",
            path=manifest.folder,
            mend=f"`yongeo models verify {manifest.name}` checks its files",
        ) from error


def translate_by_length(
    texts: Sequence[str],
    tokenize: Callable[[str], list[str]],
    batch_tokens: int,
    decode_batch: Callable[[list[list[str]]], list[list[Hypothesis]]],
    jobs: int = 1,
    proceed: Callable[[], None] | None = None,
) -> Iterator[tuple[int, list[Hypothesis]]]:
    """Decode texts in batches whose inputs all have one length, begun in the order of their first texts.

    In a batch of mixed lengths padding changes the order of additions, or of prefilling, and with it now and
    then a word: a text's English would depend on its neighbours.

    Args:
        texts: Any number, in any order; equal ones are decoded once.
        tokenize: Gives a text's input tokens.
        batch_tokens: Input tokens of a batch.
        decode_batch: Gives the hypotheses of each input; is called from threads.
        jobs: How many batches are decoded side by side.
        proceed: Called before each batch is waited for; what it raises ends the work.

    Yields:
        Number of a text, with its hypotheses, as soon as its batch is decoded.
    """
    numbers: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        numbers.setdefault(text, []).append(number)
    by_length: dict[int, dict[str, list[str]]] = {}
    for text, places in numbers.items():
        if not clean(text):  # a model would make something up
            yield from ((place, [Hypothesis("", 0.0)]) for place in places)
            continue
        tokens = tokenize(text)
        by_length.setdefault(len(tokens), {})[text] = tokens
    batches: list[list[tuple[str, list[str]]]] = []
    for length, inputs in by_length.items():
        width = max(1, batch_tokens // max(1, length))
        group = list(inputs.items())
        batches += [group[first : first + width] for first in range(0, len(group), width)]
    waiting = deque(sorted(batches, key=lambda batch: numbers[batch[0][0]][0]))
    threads = ThreadPoolExecutor(jobs)
    running: dict[Future[list[list[Hypothesis]]], list[tuple[str, list[str]]]] = {}
    try:
        while waiting or running:
            if proceed:
                proceed()
            while waiting and len(running) < 2 * jobs:  # none waits for the results of another
                batch = waiting.popleft()
                running[threads.submit(decode_batch, [tokens for _, tokens in batch])] = batch
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                for (text, _), result in zip(running.pop(done), done.result(), strict=True):
                    yield from ((number, result) for number in numbers[text])
    finally:
        threads.shutdown(wait=False, cancel_futures=True)


def decode(task: Callable[[], _Result], model: str) -> _Result:
    """Run a decoding, with CTranslate2's errors as ours.

    Args:
        task: The decoding.
        model: Name of the model, for the message.

    Raises:
        EngineError: It failed, for want of memory for instance.
    """
    try:
        return task()
    except (RuntimeError, ValueError, MemoryError) as error:
        raise EngineError(
            f"{model} cannot translate ({_line(error)})", mend="try smaller --batch-tokens or --beam"
        ) from error


def clean(text: str) -> str:
    """Text that a tokenizer takes: lone surrogates become U+FFFD, white space at the ends goes.

    Args:
        text: Any string.
    """
    if not text.isascii():
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.strip()


def mean(score: float, length: int, length_penalty: float) -> float:
    """The mean log-probability of a token.

    Args:
        score: CTranslate2's, the sum divided by ``length ** length_penalty``.
        length: Number of tokens.
        length_penalty: As it was told to CTranslate2.
    """
    of_a_token: float = score * max(1, length) ** (length_penalty - 1)
    return of_a_token


def tokenizer_file(manifest: Manifest, name: str) -> Path:
    """A tokenizer file of the model's folder.

    Args:
        manifest: Of the model.
        name: The file's name.

    Raises:
        ModelError: It is not there.
    """
    path = manifest.folder / name
    if not path.is_file():
        raise ModelError(f"{FILE_NAME} asks for {name}, which is not there", path=manifest.folder)
    return path


def _room(free: int, threads: int) -> tuple[int, int]:
    """Tokens of a batch of a large model, and batches side by side: the more, the faster, in more memory."""
    for least, tokens, jobs in _WIDE:
        if free >= least:
            return tokens, min(jobs, threads)
    return BATCH_TOKENS, 1


def _size(folder: Path) -> int:
    weights = folder / "model.bin"
    return weights.stat().st_size if weights.is_file() else 0


def _line(error: BaseException) -> str:
    return " ".join(str(error).split()) or type(error).__name__
