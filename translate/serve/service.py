"""What all requests of a server share."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import Request

from translate.document import Document
from translate.serve import texts
from translate.serve.batching import Batcher
from translate.serve.errors import Rejected
from translate.serve.fields import Fields, fields_of
from translate.serve.files import Downloads
from translate.serve.glossaries import Glossaries
from translate.serve.limits import Keys, Limits, finished
from translate.serve.metrics import Metrics

if TYPE_CHECKING:
    from glossary.matcher import Matcher
    from translate.pipeline import Translator

T = TypeVar("T")


@dataclass(slots=True)
class Service:
    """A server's parts.

    Args:
        translator: What translates.
        limits: What a client may send.
        keys: Who may send it.
        glossaries: The glossaries with names.
    """

    translator: Translator
    limits: Limits
    keys: Keys
    glossaries: Glossaries
    metrics: Metrics = field(default_factory=Metrics)
    downloads: Downloads = field(default_factory=Downloads)
    characters: int = 0
    # Reading and writing formats takes time and libraries that are not made for threads: one at a time.
    _reader: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "reader"))
    batcher: Batcher = field(init=False)

    def __post_init__(self) -> None:
        self.batcher = Batcher(self.translator, self.limits.waiting, self.metrics)

    def start(self) -> None:
        """Start the threads."""
        self.batcher.start()

    def stop(self) -> None:
        """Finish what is in hand and stop the threads."""
        self.batcher.stop()
        self._reader.shutdown()
        self.downloads.close()

    async def aside(self, work: Callable[[], T]) -> T:
        """Do what takes time beside the event loop.

        Args:
            work: Without arguments.
        """
        return await asyncio.get_running_loop().run_in_executor(self._reader, work)

    async def fields(self, request: Request, key: str) -> Fields:
        """What stands in a request, its key checked.

        Args:
            request: With a body.
            key: Name of the field that may hold the key.

        Raises:
            Rejected: The body is damaged, or there is no key of ours.
        """
        fields = await fields_of(request)
        self.keys.check(request, fields.optional(key))
        return fields

    async def english(
        self,
        request: Request,
        wanted: Sequence[str],
        markup: bool,
        matcher: Matcher | None,
        kept: Collection[str] = (),
    ) -> list[texts.English]:
        """Translate texts.

        Args:
            request: The request that they came with, its body read.
            wanted: The texts.
            markup: Whether they are HTML.
            matcher: Finds the terms; None for no glossary.
            kept: Names of elements of which nothing is translated, in small letters.

        Raises:
            Rejected: There are too many characters, or it takes too long.
            EngineError: The engine cannot translate.
        """
        self.count(sum(map(len, wanted)))
        documents = await self.aside(lambda: [texts.read(text, markup, kept) for text in wanted])
        done = await self.translated(request, documents, matcher)
        return await self.aside(lambda: [texts.written(document, markup) for document in done])

    def count(self, characters: int) -> None:
        """Count what is to be translated.

        Args:
            characters: Of one request.

        Raises:
            Rejected: They are too many.
        """
        if characters > self.limits.characters:
            raise Rejected(
                413,
                f"the texts have more than {self.limits.characters:,} characters",
                mend="send less at a time",
            )
        self.characters += characters
        self.metrics.characters.inc(characters)

    async def translated(
        self, request: Request, documents: Sequence[Document], matcher: Matcher | None
    ) -> list[Document]:
        """Translate documents together with those of other requests.

        Args:
            request: The request that they came with, its body read.
            documents: With segments.
            matcher: Finds the terms; None for no glossary.
        """
        job = self.batcher.submit(documents, matcher)
        done = await finished(request, job, self.limits.seconds)
        for document in done:
            for segment in document.segments:
                for pin in segment.pins:
                    self.metrics.pins.labels(pin.how.value if pin.how else "missed").inc()
        return done

    async def matcher(self, fields: Fields) -> Matcher | None:
        """What finds the terms of the glossary that a request asks for, inline or by name.

        Args:
            fields: Of the request.

        Raises:
            Rejected: There is no such glossary, or it is neither text, mapping nor list.
            GlossaryError: Something in it is wrong.
        """
        value = fields.values.get("glossary")
        if value is None or value == "":
            return None
        if not isinstance(value, (str, dict, list)):
            raise Rejected(400, "glossary must be a name, a mapping of terms or YAML text")
        if isinstance(value, str) and not set(value) & set(":\n"):
            return (await self.aside(lambda: self.glossaries.find(value))).matcher
        return await self.aside(lambda: self.glossaries.inline(value))
