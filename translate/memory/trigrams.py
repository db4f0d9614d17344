"""Index of the memory's sources by trigrams, built when a similar source is first asked for."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager

from translate.memory.stored import normalised, text_of

SCHEMA = """
CREATE TABLE indexed (upto INTEGER NOT NULL);
INSERT INTO indexed VALUES (0);
"""
# Only row numbers are kept of a trigram: the text itself stands in the other table.
_TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS trigrams
USING fts5 (source, tokenize = 'trigram', content = '', detail = none, columnsize = 0)
"""
_PORTION = 20_000  # records indexed in one transaction
_POSTINGS = 5_000  # records that share a trigram, from which on it is common
_CANDIDATES = 250  # records of each kind that are compared in full


def catch_up(
    base: sqlite3.Connection, writing: Callable[[], AbstractContextManager[sqlite3.Connection]]
) -> None:
    """Bring the index up to the newest record; each source is indexed once.

    Args:
        base: The memory's file.
        writing: Opens a transaction on it.

    Raises:
        sqlite3.DatabaseError: The file cannot be written.
    """
    newest = base.execute("SELECT coalesce(max(id), 0) FROM segments").fetchone()[0]
    if base.execute("SELECT upto FROM indexed").fetchone()[0] >= newest:
        return
    upto = 0
    while upto < newest:
        with writing():
            base.execute(_TABLE)
            upto = base.execute("SELECT upto FROM indexed").fetchone()[0]
            rows = base.execute(
                "SELECT id, source FROM segments AS new WHERE id > ? AND id <= ? AND NOT EXISTS ("
                "SELECT 1 FROM segments AS old WHERE old.digest = new.digest AND old.id < new.id)",
                (upto, min(upto + _PORTION, newest)),
            ).fetchall()
            base.executemany(
                "INSERT INTO trigrams (rowid, source) VALUES (?, ?)",
                ((number, normalised(text_of(source))) for number, source in rows),
            )
            upto = max(upto, min(upto + _PORTION, newest))
            base.execute("UPDATE indexed SET upto = ?", (upto,))


def candidates(base: sqlite3.Connection, text: str) -> list[int]:
    """Ids of the records that share the most of a text's rarer trigrams, most shared first.

    Args:
        base: The memory's file, index up to date.
        text: A normalised source.

    Raises:
        sqlite3.DatabaseError: The file cannot be read.
    """
    if not base.execute("SELECT count(*) FROM sqlite_master WHERE name = 'trigrams'").fetchone()[0]:
        return []
    rare: Counter[int] = Counter()
    common: Counter[int] = Counter()
    for gram in sorted({text[start : start + 3] for start in range(len(text) - 2)}):
        quoted = '"' + gram.replace('"', '""') + '"'
        ids = base.execute(
            "SELECT rowid FROM trigrams WHERE trigrams MATCH ? LIMIT ?", (quoted, _POSTINGS)
        ).fetchall()
        (rare if len(ids) < _POSTINGS else common).update(number for (number,) in ids)
    # Of common trigrams only the first records are known, so that they can't outvote the rare ones.
    best = [number for shared in (rare, common) for number, _ in shared.most_common(_CANDIDATES)]
    return list(dict.fromkeys(best))


def drop(base: sqlite3.Connection) -> None:
    """Forget the index; it is built anew when asked for.

    Args:
        base: The memory's file, in a transaction.

    Raises:
        sqlite3.DatabaseError: The file cannot be written.
    """
    base.execute("DROP TABLE IF EXISTS trigrams")
    base.execute("UPDATE indexed SET upto = 0")
