"""What an exchange gives: the glossary or the bytes, and what the other format could not carry."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from glossary.entry import Case, Entry, Glossary, Match, Place, Status
from glossary.errors import GlossaryError

MOST_BYTES = 100 * 1024 * 1024  # a termbase of a million entries stays well below


@dataclass(frozen=True, slots=True)
class Imported:
    """A glossary read from another program's file.

    Args:
        glossary: The entries.
        losses: What could not be taken over, one sentence each.
    """

    glossary: Glossary
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """A glossary in another program's format.

    Args:
        data: The file.
        losses: What the format cannot carry, one sentence each.
    """

    data: bytes
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that was not carried over.

    Args:
        what: What kind of thing, as a phrase.
        where: The entry or the place it belongs to.
    """

    what: str
    where: str


def described(losses: Iterable[Loss]) -> tuple[str, ...]:
    """Losses of one kind gathered into one sentence each.

    Args:
        losses: In any order.
    """
    places: dict[str, list[str]] = {}
    for loss in losses:
        places.setdefault(loss.what, []).append(loss.where)
    return tuple(
        f"{what}: {', '.join(where[:3])}{f' and {len(where) - 3} more' if len(where) > 3 else ''}"
        for what, where in places.items()
    )


def entry_from_text(
    texts: dict[str, str],
    lists: dict[str, tuple[str, ...]],
    place: Place,
    losses: list[Loss],
) -> Entry | None:
    """An entry from a record of strings, or None where it has no source or no rendering.

    Args:
        texts: Values of source, target, note, status, case and match, as far as they are there.
        lists: Values of variants, forbid and tags.
        place: Where the record stands.
        losses: Takes what could not be understood.
    """
    source, target = texts.get("source", "").strip(), texts.get("target", "").strip()
    where = source or target or f"line {place.line}"
    if place.line is not None:
        where = f"line {place.line}" if where.startswith("line ") else f"{where} (line {place.line})"
    if not source or not target:
        losses.append(Loss(f"left out, no {'rendering' if source else 'source'}", where))
        return None
    values: dict[str, Status | Case | Match] = {}
    for name, kind in (("status", Status), ("case", Case), ("match", Match)):
        word = texts.get(name, "").strip().lower()
        if not word:
            continue
        try:
            values[name] = kind(word)
        except ValueError:
            losses.append(Loss(f"{name} is none of {', '.join(item.value for item in kind)}", where))
    status, case, match = values.get("status"), values.get("case"), values.get("match")
    trimmed = {name: tuple(text.strip() for text in items if text.strip()) for name, items in lists.items()}
    return Entry(
        source=source,
        target=target,
        variants=trimmed.get("variants", ()),
        case=case if isinstance(case, Case) else Case.KEEP,
        match=match if isinstance(match, Match) else Match.WORD,
        forbid=trimmed.get("forbid", ()),
        note=texts.get("note", "").strip(),
        status=status if isinstance(status, Status) else Status.APPROVED,
        tags=trimmed.get("tags", ()),
        place=place,
    )


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of bounded size.

    Args:
        path: The file.

    Raises:
        GlossaryError: It cannot be read, or is larger than 100 MiB.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise GlossaryError(
                f"larger than {MOST_BYTES >> 20} MiB", path=path, mend="split it, or check what it is"
            )
        return path.read_bytes()
    except OSError as error:
        raise GlossaryError(
            f"cannot be read: {error.strerror or error}", path=path, mend="check its name and permissions"
        ) from error
