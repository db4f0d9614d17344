"""What stands in a request: JSON or form, checked field by field."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from translate.serve.errors import Rejected

KOREAN = r"(?:[Kk][Oo]|[Kk][Oo][Rr])(?:[-_][A-Za-z0-9]{2,8})*"
"""The codes of Korean that clients use, with any region or script."""

ENGLISH = r"(?:[Ee][Nn]|[Ee][Nn][Gg])(?:[-_][A-Za-z0-9]{2,8})*"
"""The codes of English that clients use."""


@dataclass(frozen=True, slots=True)
class Fields:
    """A request's fields by name.

    Args:
        values: As sent; a form's repeated fields are lists.
        form: Whether they come from a form, where every value is a string.
    """

    values: Mapping[str, Any]
    form: bool = False

    def text(self, name: str, default: str | None = None) -> str:
        """A string.

        Args:
            name: The field.
            default: Its value where it is not sent; None makes it required.
        """
        value = self._sent(name, default)
        if value is None:
            raise Rejected(400, f"{name} is missing")
        if not isinstance(value, str):
            raise Rejected(400, f"{name} must be a string")
        return _sound(name, value)

    def texts(self, name: str, most: int) -> tuple[list[str], bool]:
        """One string or several, and whether it was a list.

        Args:
            name: The field.
            most: How many it may hold.
        """
        value = self.values.get(name)
        if value is None:
            raise Rejected(400, f"{name} is missing")
        if isinstance(value, str):
            return [_sound(name, value)], False
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise Rejected(400, f"{name} must be a string or a list of strings")
        if len(value) > most:
            raise Rejected(400, f"{name} has more than {most} texts", mend="send less at a time")
        return [_sound(name, item) for item in value], True

    def number(self, name: str, default: int) -> int:
        """A whole number that is not negative.

        Args:
            name: The field.
            default: Its value where it is not sent.
        """
        value = self._sent(name, default)
        if self.form and isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 19:
            value = int(value)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if type(value) is not int or value < 0:
            raise Rejected(400, f"{name} must be a whole number from 0")
        return value

    def flag(self, name: str) -> bool:
        """Whether something is asked for.

        Args:
            name: The field.
        """
        value = self._sent(name, False)
        if self.form and value in ("true", "false", "1", "0"):
            value = value in ("true", "1")
        if type(value) is not bool:
            raise Rejected(400, f"{name} must be true or false")
        return value

    def choice(self, name: str, choices: Sequence[str], default: str) -> str:
        """One of several words.

        Args:
            name: The field.
            choices: The words.
            default: Its value where it is not sent.
        """
        value = self.text(name, default)
        if value not in choices:
            raise Rejected(400, f"{name} must be one of {', '.join(choices)}")
        return value

    def optional(self, name: str) -> str | None:
        """A string, or None where it is not sent.

        Args:
            name: The field.
        """
        return None if self.values.get(name) is None else self.text(name)

    def upload(self, name: str) -> UploadFile:
        """A file of a multipart form.

        Args:
            name: The field.
        """
        value = self.values.get(name)
        if not isinstance(value, UploadFile):
            raise Rejected(400, f"{name} must be a file in a multipart form")
        return value

    def _sent(self, name: str, default: Any) -> Any:
        """A field's value; one that is null in JSON is as good as not sent."""
        value = self.values.get(name)
        return default if value is None else value


async def fields_of(request: Request) -> Fields:
    """The fields of a request's body.

    Args:
        request: With a body in JSON, or a form.

    Raises:
        Rejected: It is neither, or damaged.
    """
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind in ("multipart/form-data", "application/x-www-form-urlencoded"):
        try:
            form = await request.form(max_files=4, max_fields=2000, max_part_size=16 * 1024 * 1024)
        except HTTPException as error:
            raise Rejected(400, f"the form cannot be read: {error.detail}") from None
        return Fields(_by_name(form), form=True)
    if kind not in ("application/json", ""):
        raise Rejected(415, "the body must be JSON or a form", mend="set Content-Type")
    body = await request.body()
    if not body and kind == "":
        return Fields(_by_name(request.query_params), form=True)  # as deep-translator sends its requests
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise Rejected(400, "the body is not JSON") from None
    if not isinstance(value, dict):
        raise Rejected(400, "the body must be a JSON object")
    return Fields(value)


def check_pair(fields: Fields, source: str, target: str, automatic: str | None) -> bool:
    """Check that the languages are Korean and English, in any of their usual codes.

    Args:
        fields: Of the request.
        source: Name of the field for the source language.
        target: Name of the field for the target language.
        automatic: Value of a source language that is to be detected; also that of one not sent, where given.

    Returns:
        Whether the source language is to be detected.
    """
    asked = fields.text(source, automatic)
    if asked != automatic and not re.fullmatch(KOREAN, asked):
        raise Rejected(400, f"{source} must be ko" + (f" or {automatic}" if automatic else ""))
    if not re.fullmatch(ENGLISH, fields.text(target)):
        raise Rejected(400, f"{target} must be en")
    return asked == automatic


def _by_name(form: Any) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, value in form.multi_items():
        if name in values:
            earlier = values[name]
            values[name] = [*earlier, value] if isinstance(earlier, list) else [earlier, value]
        else:
            values[name] = value
    return values


def _sound(name: str, text: str) -> str:
    # JSON can escape half of a surrogate pair, which no encoding can write.
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise Rejected(400, f"{name} holds half of a character (an unpaired surrogate)")
    return text
