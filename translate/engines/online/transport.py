"""Requests to online services: bounded, at a steady rate, tried again, without secrets in errors."""

from __future__ import annotations

import json
import random
import re
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

from translate.errors import EngineError, Unavailable

ATTEMPTS = 5
MOST_BYTES = 8 * 1024 * 1024
MOST_WAIT = 120.0  # seconds that a service may ask us to wait before we give up

_MEND = {
    400: "check the text and the address",
    401: "check the key",
    403: "check the key",
    404: "check the address",
    429: "wait, or lower the rate in the configuration file",
    456: "the plan's characters are used up",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: as much of ``requests.Response`` as deep-translator uses.

    Args:
        status_code: HTTP status.
        headers: By name in lower case.
        content: The body.
    """

    status_code: int
    headers: Mapping[str, str]
    content: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8, which all these services send."""
        return self.content.decode("utf-8", "replace")

    def json(self) -> Any:
        """The body's JSON value.

        Raises:
            ValueError: It is none.
        """
        return json.loads(self.content)

    def close(self) -> None:
        """Nothing is open any more."""


class Refused(Unavailable):
    """A service said no.

    Args:
        status: HTTP status of its answer.
        wait: Seconds after which it wants to be asked again, or None.
    """

    def __init__(self, message: str, *, status: int, wait: float | None, mend: str | None) -> None:
        super().__init__(message, mend=mend)
        self.status = status
        self.wait = wait


@dataclass(slots=True)
class Transport:
    """Stands in for the ``requests`` module inside deep-translator.

    Args:
        service: Name for error messages.
        origin: Beginning of the addresses that may be called.
        url: What to call in its place.
        secrets: Values that must not appear in an error.
        rate: Most requests a second.
        headers: Header names to be changed, old to new.
        verdict: The real status of an answer.
        timeout: Seconds for connecting, for each silence and, six times that, for the whole answer.
        backoff: Seconds before the second attempt; doubles from then on.
    """

    service: str
    origin: str
    url: str
    secrets: Iterable[str] = field(repr=False)
    rate: float
    headers: Mapping[str, str] = field(default_factory=dict)
    verdict: Callable[[Answer], int] | None = None
    timeout: float = 20.0
    backoff: float = 0.5
    _session: Any = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _free: float = 0.0

    @property
    def exceptions(self) -> Any:
        """The exceptions of ``requests``; deep-translator names them."""
        import requests

        return requests.exceptions

    def get(self, url: str, **request: Any) -> Answer:
        """Like ``requests.get``."""
        return self._request("GET", url, request)

    def post(self, url: str, **request: Any) -> Answer:
        """Like ``requests.post``."""
        return self._request("POST", url, request)

    def redacted(self, text: str) -> str:
        """A service's own words on one line, at most 200 characters, without secrets.

        Args:
            text: Anything.
        """
        for secret in self.secrets:
            text = text.replace(secret, "…")
        return re.sub(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+", " ", text)[
            :200
        ].strip()

    def _request(self, method: str, url: str, request: dict[str, Any]) -> Answer:
        if not url.startswith(self.origin):
            raise EngineError(f"deep-translator would call an unknown address for {self.service}")
        url = self.url + url[len(self.origin) :]
        request.pop("proxies", None)  # the environment's proxies are used
        if self.headers and "headers" in request:
            request["headers"] = {
                self.headers.get(name, name): value for name, value in request["headers"].items()
            }
        trouble: EngineError | None = None
        for attempt in range(ATTEMPTS):
            if trouble is not None:
                time.sleep(self._pause(attempt, trouble))
            self._take_turn()
            try:
                return self._attempt(method, url, request)
            except (_Again, Refused) as error:
                if isinstance(error, Refused) and error.status != 429 and error.status < 500:
                    raise
                trouble = error
        assert trouble is not None
        raise trouble

    def _attempt(self, method: str, url: str, request: dict[str, Any]) -> Answer:
        import requests

        if self._session is None:
            self._session = requests.Session()
        problem = None
        try:
            with self._session.request(
                method, url, timeout=self.timeout, stream=True, allow_redirects=False, **request
            ) as response:
                answer = Answer(
                    response.status_code,
                    {name.lower(): value for name, value in response.headers.items()},
                    self._body(response),
                )
        # The exceptions' own words hold the address, and with it text and keys: they stop here.
        except requests.exceptions.Timeout:
            problem = f"{self.service} did not answer within {self.timeout:g} seconds"
        except requests.exceptions.SSLError:
            raise Unavailable(f"the certificate of {self.service} is not valid") from None
        except (requests.exceptions.ConnectionError, requests.exceptions.ChunkedEncodingError):
            problem = f"no connection to {self.service}, or it broke off"
        except requests.exceptions.RequestException as error:
            raise Unavailable(f"{self.service} cannot be called ({type(error).__name__})") from None
        if problem is not None:
            raise _Again(problem, mend="check the network and the address")
        status = self.verdict(answer) if self.verdict and answer.status_code == 200 else answer.status_code
        if 200 <= status < 300:
            return answer
        said = self.redacted(_words(answer))
        raise Refused(
            f"{self.service} refused with status {status}" + (f" ({said})" if said else ""),
            status=status,
            wait=_seconds(answer.headers.get("retry-after", "")),
            mend=_MEND.get(status, "try again later" if status >= 500 else None),
        )

    def _body(self, response: Any) -> bytes:
        end = time.monotonic() + 6 * self.timeout
        body = bytearray()
        for chunk in response.iter_content(65536):
            body += chunk
            if len(body) > MOST_BYTES:
                raise EngineError(f"{self.service} sent more than {MOST_BYTES // 1024 // 1024} MiB")
            if time.monotonic() > end:
                raise _Again(f"{self.service} did not finish its answer")
        return bytes(body)

    def _take_turn(self) -> None:
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._free)
            self._free = turn + 1 / self.rate
        time.sleep(turn - now)

    def _pause(self, attempt: int, trouble: EngineError) -> float:
        """Seconds to wait: what the service asks for, else exponential backoff with full jitter.

        The method is "full jitter" of M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog,
        2015.
        """
        if isinstance(trouble, Refused) and trouble.wait is not None:
            if trouble.wait > MOST_WAIT:
                raise trouble
            return trouble.wait
        return random.uniform(0, self.backoff * 2**attempt)


class _Again(Unavailable):
    """A connection failed in a way that another attempt may mend."""


def _words(answer: Answer) -> str:
    """What a service says about its refusal, in the forms that these services use."""
    try:
        value = answer.json()
    except ValueError:
        return ""
    for name in ("error", "message", "errorMessage", "error_msg", "responseDetails", "detail"):
        if isinstance(value, dict) and value.get(name):
            value = value[name]
    return value if isinstance(value, str) else ""


def _seconds(header: str) -> float | None:
    """Seconds of a Retry-After header (RFC 9110, 10.2.3): a number, or a date."""
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
