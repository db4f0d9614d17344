"""Keys, addresses and limits of services: from the environment, then from the configuration file."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from translate.engines.online.service import Service
from translate.errors import EngineError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class Settings:
    """What a service is called with.

    Args:
        keys: Arguments of deep-translator's class to their secret values; never shown in a repr.
        url: Address of the service.
        longest: Longest text in one request, in the service's units.
        rate: Most requests a second.
    """

    keys: Mapping[str, str] = field(repr=False)
    url: str
    longest: int
    rate: float

    @property
    def secrets(self) -> tuple[str, ...]:
        """All values that must not be seen."""
        return tuple(value for value in self.keys.values() if value)


def config_file() -> Path:
    """Where the user's configuration is: ``config.toml`` in the platform's configuration folder."""
    import platformdirs

    return platformdirs.user_config_path("yongeo") / "config.toml"


def read(service: Service) -> Settings:
    """Settings of a service; the environment goes before the configuration file.

    The file has one table for each service, such as ``[engines.deepl]``, with its keys by name
    (``api_key``, ``client_id`` …), ``url``, ``longest`` and ``rate``.

    Args:
        service: The service.

    Raises:
        EngineError: The file is not valid, or a key that the service needs is nowhere.
    """
    path = config_file()
    table = _table(path, service.name)
    keys: dict[str, str] = {}
    for key in service.keys:
        values = [os.environ[name] for name in key.environment if os.environ.get(name)]
        value = values[0] if values else table.get(key.argument, "")
        if not isinstance(value, str):
            raise EngineError(f"engines.{service.name}.{key.argument} must be a string", path=path)
        value = value.strip()
        if key.required and not value:
            raise EngineError(
                f"{service.name} needs a key",
                mend=f"set {key.environment[0]}, or {key.argument} under [engines.{service.name}] in {path}",
            )
        if not value.isascii() or not value.isprintable():
            raise EngineError(f"the key {key.argument} of {service.name} has characters that no key has")
        if value:
            keys[key.argument] = value
    url = os.environ.get(f"YONGEO_{service.name.upper()}_URL") or table.get("url") or service.address(keys)
    if (
        not isinstance(url, str)
        or urlsplit(url).scheme not in ("http", "https")
        or not urlsplit(url).hostname
    ):
        raise EngineError(f"the address of {service.name} must begin with http:// or https://")
    if "@" in urlsplit(url).netloc:
        raise EngineError(f"the address of {service.name} must not hold a user name or password")
    longest, rate = table.get("longest", service.longest), table.get("rate", service.rate)
    if type(longest) is not int or longest < 20:
        raise EngineError(f"engines.{service.name}.longest must be a whole number of at least 20", path=path)
    if type(rate) not in (int, float) or not 0 < rate <= 1000:
        raise EngineError(f"engines.{service.name}.rate must be a number of requests a second", path=path)
    return Settings(keys, url.rstrip("/"), longest, float(rate))


def _table(path: Path, name: str) -> Mapping[str, Any]:
    try:
        with path.open("rb") as file:
            engines = tomllib.load(file).get("engines", {})
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        # The parser's own message may quote the line, and with it a key.
        raise EngineError("not a valid TOML file", path=path) from None
    except OSError as error:
        raise EngineError(f"cannot be read ({error.strerror})", path=path) from None
    table = engines.get(name, {}) if isinstance(engines, dict) else {}
    if not isinstance(table, dict):
        raise EngineError(f"engines.{name} must be a table", path=path)
    return table
