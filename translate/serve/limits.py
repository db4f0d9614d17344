"""What a client may do: how large, how often, how long, from where and with which key."""

from __future__ import annotations

import asyncio
import hmac
import re
import time
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import Message, Receive

from translate.document import Document
from translate.serve.batching import Job
from translate.serve.errors import Rejected

_READING = 30.0  # seconds without a byte of the body
_CLIENTS = 10_000  # whose rates are remembered
_LOCAL = ("localhost", "127.0.0.1", "[::1]")


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server.

    Args:
        bytes: Most bytes of a request's body.
        file_bytes: Most bytes of a request with a file.
        characters: Most characters of a request's texts together.
        rate: Most requests a minute of one client, or None.
        seconds: Most seconds for one request.
        waiting: Most requests that wait for the engine.
    """

    bytes: int = 4 * 1024 * 1024
    file_bytes: int = 32 * 1024 * 1024
    characters: int = 200_000
    rate: int | None = None
    seconds: float = 600.0
    waiting: int = 5000


class Keys:
    """The keys that clients must have.

    Args:
        keys: None at all opens the server to everybody.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._keys = [key.encode() for key in keys]

    @property
    def required(self) -> bool:
        """Whether a key is needed."""
        return bool(self._keys)

    def check(self, request: Request, sent: str | None = None) -> None:
        """Check a request's key: in the Authorization header, or as a field of the body.

        Args:
            request: The request.
            sent: The field, where there is one.

        Raises:
            Rejected: It has no key of ours.
        """
        if not self._keys:
            return
        header = request.headers.get("authorization", "").partition(" ")
        offered = [header[2].strip()] if header[0] in ("DeepL-Auth-Key", "Bearer") else []
        if sent is not None:
            offered.append(sent)
        # Every comparison is made, each in constant time, so that the time says nothing of the keys.
        right = [
            hmac.compare_digest(key, one.encode("utf-8", "replace")) for key in self._keys for one in offered
        ]
        if not any(right):
            raise Rejected(403, "the API key is missing or wrong")


class Rates:
    """A bucket of requests for each client, filled evenly.

    Args:
        rate: Requests a minute, or None for no limit.
    """

    def __init__(self, rate: int | None) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count a request.

        Args:
            client: Its address.

        Raises:
            Rejected: It has made too many.
        """
        if self._rate is None:
            return
        now = time.monotonic()
        left, then = self._buckets.pop(client, (float(self._rate), now))
        left = min(float(self._rate), left + (now - then) * self._rate / 60)
        self._buckets[client] = (max(left - 1, 0.0) if left >= 1 else left, now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
        if left < 1:
            wait = int((1 - left) * 60 / self._rate) + 1
            raise Rejected(
                429, f"more than {self._rate} requests a minute", headers={"Retry-After": str(wait)}
            )


def check_origin(headers: Headers, local: bool, allowed: Iterable[str]) -> None:
    """Check that a request does not come from a foreign page in somebody's browser.

    Args:
        headers: Of the request.
        local: Whether the server is bound to the loopback interface, and so knows its own names.
        allowed: Origins that may call it all the same; a proxy may use their hosts' names.

    Raises:
        Rejected: The host's name is not ours (DNS rebinding), or a foreign page asks.
    """
    host = headers.get("host", "").lower()
    hosts = {origin.partition("://")[2].lower() for origin in allowed}
    if local and host not in hosts and re.sub(r":\d*$", "", host) not in _LOCAL:
        raise Rejected(421, "the Host header does not name this machine")
    origin = headers.get("origin")
    if origin and origin not in allowed and origin.partition("://")[2].lower() != host:
        raise Rejected(403, "this origin is not allowed", mend="start the server with --cors ORIGIN")


def bounded(receive: Receive, most: int) -> Receive:
    """The same body, refused once it is too large or does not come.

    Args:
        receive: Of the connection.
        most: Most bytes.
    """
    size = 0
    complete = False

    async def bounded_receive() -> Message:
        nonlocal size, complete
        if complete:
            return await receive()  # waits for the client to go away
        try:
            message = await asyncio.wait_for(receive(), _READING)
        except asyncio.TimeoutError:
            raise Rejected(408, "the body does not come", headers={"Connection": "close"}) from None
        size += len(message.get("body", b""))
        if size > most:
            raise too_large(most)
        complete = not message.get("more_body", False)
        return message

    return bounded_receive


def too_large(most: int) -> Rejected:
    """The refusal of a body.

    Args:
        most: Most bytes.
    """
    return Rejected(413, f"the body has more than {most:,} bytes", headers={"Connection": "close"})


async def finished(request: Request, job: Job, seconds: float) -> list[Document]:
    """Wait for a job, as long as the client does.

    Args:
        request: Its body read.
        job: What is being translated.
        seconds: Longest wait.

    Raises:
        Rejected: It took too long, or the client went away.
    """
    result = asyncio.wrap_future(job.future)
    gone = asyncio.ensure_future(request.receive())
    both: list[asyncio.Future[Any]] = [result, gone]
    try:
        await asyncio.wait(both, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if result.done():
            return await result
        if gone.done():
            raise Rejected(499, "the client went away")
        raise Rejected(504, f"it took more than {seconds:g} seconds", mend="send less at a time")
    finally:
        gone.cancel()
        result.cancel()  # what goes wrong from now on is told nobody
        job.abandon()
