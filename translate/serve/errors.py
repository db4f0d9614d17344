"""What a client is told when its request is not answered."""

from __future__ import annotations

from collections.abc import Mapping

from glossary.errors import YongeoError


class Rejected(YongeoError):
    """A request that is not answered.

    Args:
        status: HTTP status.
        message: Why, in one sentence.
        mend: What the client can do.
        headers: Further headers of the answer.
    """

    def __init__(
        self, status: int, message: str, *, mend: str | None = None, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(message, mend=mend)
        self.status = status
        self.headers = dict(headers or {})
