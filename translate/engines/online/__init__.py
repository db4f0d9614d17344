"""Engines over online services, through deep-translator: the same protocol as a local model."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain
from typing import Any

from translate.engines import Hypothesis, Markers
from translate.engines.online.service import NO_KEY, SERVICES, UNUSABLE, Key, Service, one_by_one
from translate.engines.online.settings import Settings, config_file, read
from translate.engines.online.transport import Refused, Transport
from translate.engines.online.wire import Wire, cut
from translate.errors import EngineError

__all__ = ["SERVICES", "Key", "OnlineEngine", "Service", "Settings", "Wire", "config_file", "engine"]


class OnlineEngine:
    """One service as an engine.

    A text without a letter or digit is not sent: it stands for itself. A text for which the service gives
    nothing, or the Korean back, or which it refuses while it takes others, has an empty hypothesis that is
    not complete; it never passes for English.

    Args:
        service: The service's record.
        settings: Its keys, address and limits.
        timeout: Seconds for connecting and for each silence of the service.
        backoff: Seconds before the second attempt; doubles from then on.
    """

    def __init__(
        self, service: Service, settings: Settings, *, timeout: float = 20.0, backoff: float = 0.5
    ) -> None:
        self.name = service.name
        self.model = service.name
        self.markers: Markers | None = service.wire.markers if service.wire else None
        self.longest = settings.longest
        self.doubtful: float | None = None
        self._limit = settings.longest  # of one request; a server's refusals lower it
        self._has_answered = False
        self._refusals: dict[str, str] = {}  # what the service said to texts that it did not take
        address = settings.url.split("://", 1)[1]
        self.fingerprint = f"{service.name} {address} {service.codes[0]}-{service.codes[1]}"
        self._service = service
        self._settings = settings
        self._transport = Transport(
            service=service.name,
            origin=service.origin,
            url=settings.url,
            secrets=settings.secrets,
            rate=settings.rate,
            headers=service.headers,
            verdict=service.verdict,
            timeout=timeout,
            backoff=backoff,
        )
        self._lock = threading.Lock()

    def length(self, text: str) -> int:
        """Length in the service's units.

        Args:
            text: Any text.
        """
        return len(text.encode()) if self._service.unit == "bytes" else len(text)

    def translate(
        self,
        texts: Sequence[str],
        hypotheses: int = 1,
        without: Sequence[str] = (),
        proceed: Callable[[], None] | None = None,
    ) -> Iterator[tuple[int, list[Hypothesis]]]:
        """Translate texts; a service gives one translation of each.

        Args:
            texts: Korean, markers in it.
            hypotheses, without: Not used.
            proceed: Called before each request.

        Yields:
            Number of a text with its translation, in order, as requests are answered.

        Raises:
            EngineError: The service cannot be reached, refuses any text, or answers in a form that is not its
                own.
        """
        pieces = [cut(text, self.longest, self.length) for text in texts]
        wanted = list(dict.fromkeys(piece for cuts in pieces for piece in cuts if _has_words(piece)))
        english: dict[str, str] = {}
        number = 0
        for batch in chain(self._batches(wanted), ([],)):
            if proceed and batch:
                proceed()
            with self._lock:  # deep-translator's objects keep the text of the request that they are sending
                english.update(zip(batch, self._send(batch) if batch else (), strict=True))
            while number < len(texts) and all(one in english for one in pieces[number] if _has_words(one)):
                yield number, [self._joined(pieces[number], english)]
                number += 1

    @cached_property
    def _translator(self) -> Any:
        keys = dict(self._settings.keys)
        if self.name == "libre":
            keys.setdefault("api_key", NO_KEY)
        return self._service.connect(self._transport, keys)

    def _joined(self, pieces: list[str], english: dict[str, str]) -> Hypothesis:
        if any(english.get(piece) == "" for piece in pieces):
            reason = next((self._refusals[piece] for piece in pieces if piece in self._refusals), "")
            return Hypothesis("", complete=False, reason=reason)
        # What stood between two pieces stands between their translations.
        joined = "".join(
            english.get(piece, piece.strip()) + piece[len(piece.rstrip()) :] for piece in pieces[:-1]
        )
        return Hypothesis(joined + english.get(pieces[-1], pieces[-1]))

    def _batches(self, texts: Sequence[str]) -> Iterator[list[str]]:
        """Texts in groups that one request may hold."""
        batch: list[str] = []
        size = 0
        for text in texts:
            if batch and (len(batch) == self._service.texts or size + self.length(text) > self._limit):
                yield batch
                batch, size = [], 0
            batch.append(text)
            size += self.length(text)
        if batch:
            yield batch

    def _send(self, texts: list[str]) -> list[str]:
        """The English of each text; empty where the service gives none."""
        size = self.length("".join(texts))
        if size > self._limit and self._can_be_halved(texts, self._limit):
            return self._halved(texts, self._limit)
        wire = self._service.wire
        try:
            answers = self._ask([wire.write(text) if wire else text for text in texts])
        except Refused as error:
            if error.status not in _NOT_THIS:
                raise
            return self._after_refusal(texts, size * 6 // 10, error)
        if len(answers) != len(texts):
            if len(texts) == 1:
                return [""]
            return [self._send([text])[0] for text in texts]
        self._has_answered = True
        return [self._checked(text, answer) for text, answer in zip(texts, answers, strict=True)]

    def _after_refusal(self, texts: list[str], limit: int, refusal: Refused) -> list[str]:
        """Smaller requests for what was refused; empty for a text that the service does not take at all."""
        long = limit > _SHORTEST
        if len(texts) > 1 or (long and self._can_be_halved(texts, limit)):
            english = self._halved(texts, limit)
            if long and "" not in english:  # so it was the length: servers have limits of their own
                self._limit = min(self._limit, limit)
            return english
        if not self._has_answered:
            self._ask([_ANY_TEXT])  # refused as well, it is not about this text
            self._has_answered = True
        self._refusals[texts[0]] = refusal.message
        return [""]

    def _can_be_halved(self, texts: list[str], limit: int) -> bool:
        """Whether there are several, or one with a place to cut: a pin has none."""
        return len(texts) > 1 or cut(texts[0], limit, self.length)[0] != texts[0]

    def _halved(self, texts: list[str], limit: int) -> list[str]:
        if len(texts) > 1:
            middle = len(texts) // 2
            return self._send(texts[:middle]) + self._send(texts[middle:])
        pieces = cut(texts[0], limit, self.length)
        english = {piece: self._send([piece])[0] for piece in pieces if _has_words(piece)}
        joined = self._joined(pieces, english)
        if joined.reason:
            self._refusals[texts[0]] = joined.reason
        return [joined.text]

    def _ask(self, texts: list[str]) -> list[object]:
        from deep_translator import exceptions

        send = self._service.send or one_by_one
        try:
            return send(self._translator, self._transport, texts)
        except StopIteration:  # MyMemory without any match
            return []
        except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
            problem = "answered in a form that is not its own"
        except exceptions.TranslationNotFound:
            problem = "answered without a translation"
        except (exceptions.BaseError, exceptions.RequestError, exceptions.BaiduAPIerror):
            problem = "cannot translate this"
        except SystemExit:
            problem = "made deep-translator give up"
        raise EngineError(f"{self.name} {problem}", mend="try again later or take another engine")

    def _checked(self, text: str, answer: object) -> str:
        if not isinstance(answer, str):
            return ""
        wire = self._service.wire
        english = (wire.read(answer) if wire else answer).strip()
        return "" if english == text.strip() and _has_hangul(english) else english


def engine(name: str, *, timeout: float = 20.0, backoff: float = 0.5) -> OnlineEngine:
    """The engine of an online service, with keys and address from the environment or the configuration file.

    Args:
        name: ``google``, ``deepl``, ``papago``, ``microsoft``, ``mymemory``, ``libre`` or ``baidu``.
        timeout: Seconds for connecting and for each silence of the service.
        backoff: Seconds before the second attempt; doubles from then on.

    Raises:
        EngineError: There is no such service, or a key is missing.
    """
    if name in UNUSABLE:
        raise EngineError(f"{name} cannot be used: {UNUSABLE[name]}", mend=f"take {', '.join(SERVICES)}")
    if name not in SERVICES:
        raise EngineError(f"there is no online engine {name!r}", mend=f"take {', '.join(SERVICES)}")
    service = SERVICES[name]
    return OnlineEngine(service, read(service), timeout=timeout, backoff=backoff)


_NOT_THIS = (400, 413, 414, 422)  # what was sent is refused, not the sender
_SHORTEST = 60  # pieces of less than this are not refused for their length
_ANY_TEXT = "안녕하세요."


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _has_hangul(text: str) -> bool:
    return any("가" <= character <= "힣" for character in text)
