"""The models that can be had by name: where they are, their licences, how good they are said to be."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from importlib import resources

from translate.errors import ModelError

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


@dataclass(frozen=True, slots=True)
class Offer:
    """A model of the catalogue.

    Args:
        name: Its name here.
        title: What it is, in a line.
        licence: SPDX expression or name of the licence.
        page: The page about it.
        bytes: Size of the download, about.
        languages: Source and target (BCP 47).
        quality: Published ko-en figures.
        quality_source: Where they stand.
        archive: URL of a zip file, or None.
        sha256: Hash of the zip file, where its makers or two independent users published one.
        repository: ``owner/name`` on the Hugging Face hub, or None.
        revision: Branch, tag or commit of the repository.
        noncommercial: The licence forbids commercial use.
    """

    name: str
    title: str
    licence: str
    page: str
    bytes: int
    languages: tuple[str, str]
    quality: str
    quality_source: str
    archive: str | None = None
    sha256: str | None = None
    repository: str | None = None
    revision: str = "main"
    noncommercial: bool = False


def offers() -> list[Offer]:
    """The catalogue, in its own order."""
    text = resources.files(__package__).joinpath("catalogue.toml").read_text(encoding="utf-8")
    return [
        Offer(name=name, **{**table, "languages": tuple(table["languages"])})
        for name, table in tomllib.loads(text).items()
    ]


def offer(name: str) -> Offer:
    """A model of the catalogue.

    Args:
        name: Its name.

    Raises:
        ModelError: There is none of that name.
    """
    for found in offers():
        if found.name == name:
            return found
    raise ModelError(f"the catalogue has no model {name!r}", mend="`yongeo models list` shows what there is")
