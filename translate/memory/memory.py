"""Translation memory and resume journal: one SQLite file that holds every finished segment."""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from translate.memory import trigrams
from translate.memory.errors import TranslationMemoryError, explained
from translate.memory.stored import (
    COLUMNS,
    Share,
    Stored,
    bound,
    digest,
    from_row,
    human_key,
    normalised,
    row,
    text_of,
)

_APPLICATION = 0x796F6E67  # "yong", in the file's header
_VERSION = 1
_WAIT = 60.0  # seconds that one process waits for another's commit
_ROWS = 500  # keys a query; SQLite's oldest limit is 999
_STATE = """SELECT application_id, user_version, (SELECT count(*) FROM sqlite_master)
FROM pragma_application_id, pragma_user_version"""
_SCHEMA = """
CREATE TABLE segments (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key BLOB NOT NULL UNIQUE,
    digest INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    pins TEXT NOT NULL,
    marks TEXT NOT NULL,
    score REAL,
    engine TEXT NOT NULL,
    model TEXT NOT NULL,
    origin TEXT NOT NULL,
    added INTEGER NOT NULL
);
CREATE INDEX by_digest ON segments (digest);
"""
_UPSERT = f"""
INSERT INTO segments (key, digest, {COLUMNS}, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET source = excluded.source, target = excluded.target, pins = excluded.pins,
    marks = excluded.marks, score = excluded.score, engine = excluded.engine, model = excluded.model,
    origin = excluded.origin, added = excluded.added
"""


def default_path() -> Path:
    """Where the memory is kept unless told otherwise: ``$YONGEO_MEMORY``, else the user's data folder."""
    named = os.environ.get("YONGEO_MEMORY")
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_data_path("yongeo") / "memory.sqlite"


class Memory:
    """A translation memory in one SQLite file, shared safely by threads and processes.

    Nothing in it depends on the clock but ``prune`` by age.

    Args:
        path: The file; made, with its folder, if it is not there.

    Attributes:
        damaged: How many records were met that cannot be read; they count as unknown.

    Raises:
        TranslationMemoryError: The file is no memory, is damaged, or cannot be made or written.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.damaged = 0
        self._lock = threading.RLock()
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise TranslationMemoryError(
                f"cannot make the memory's folder ({error.strerror})",
                path=self.path,
                mend="choose another file with --memory",
            ) from error
        with self._faults():
            self._base = sqlite3.connect(
                self.path, timeout=_WAIT, isolation_level=None, check_same_thread=False
            )
            try:
                self._open()
            except BaseException:
                self._base.close()
                raise

    def _open(self) -> None:
        version = self._recognised()
        self._set_wal()
        self._base.execute("PRAGMA synchronous = FULL")
        if version == 0:
            with self._writing() as base:
                if self._recognised() == 0:  # another process may have been first
                    for statement in (_SCHEMA + trigrams.SCHEMA).split(";"):
                        base.execute(statement)
                    base.execute(f"PRAGMA application_id = {_APPLICATION}")
                    base.execute(f"PRAGMA user_version = {_VERSION}")

    def _recognised(self) -> int:
        """Version of the schema, 0 for a new file."""
        # one statement sees one state of the file, also while another process makes it
        application, version, tables = self._base.execute(_STATE).fetchone()
        if application != _APPLICATION and (application or version or tables):
            raise TranslationMemoryError(
                "this SQLite file is not a translation memory of yongeo",
                path=self.path,
                mend="choose another file with --memory",
            )
        if version > _VERSION:
            raise TranslationMemoryError(
                f"the memory has format {version}, newer than this yongeo reads ({_VERSION})",
                path=self.path,
                mend="update yongeo or choose another file with --memory",
            )
        return int(version)

    def _set_wal(self) -> None:
        # SQLite does not wait for this one lock by itself when two processes open a new file at once.
        for attempt in range(200):
            try:
                self._base.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or attempt == 199:
                    raise
                time.sleep(0.02)

    def __enter__(self) -> Memory:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was put is already safe."""
        with self._lock:
            self._base.close()

    def get(self, keys: Sequence[str]) -> dict[str, Stored]:
        """The records that there are for some keys.

        Args:
            keys: Keys made by ``key``; any number.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        found: dict[str, Stored] = {}
        for values in self._rows(
            f"SELECT key, {COLUMNS} FROM segments WHERE key IN", [bytes.fromhex(name) for name in keys]
        ):
            for record in self._readable([values[1:]]):
                found[values[0].hex()] = record
        return found

    def put(self, records: Mapping[str, Stored]) -> None:
        """Keep records, on the disk before this returns; a record under a known key replaces the old one.

        Args:
            records: Records by their keys: ``key`` for the machine's, ``human_key`` for people's.

        Raises:
            TranslationMemoryError: The disk is full or the file cannot be written; none of them is kept then.
        """
        now = int(time.time())
        rows = [
            (bytes.fromhex(name), digest(record.source), *row(record), now)
            for name, record in records.items()
        ]
        with self._faults(), self._writing() as base:
            base.executemany(_UPSERT, rows)

    def correct(self, pairs: Iterable[tuple[str, str]]) -> int:
        """Keep people's translations; each wins over every machine's translation of its source.

        Args:
            pairs: Source and target.

        Returns:
            How many sources were corrected.

        Raises:
            TranslationMemoryError: As ``put``.
        """
        records = {
            human_key(source): Stored(source, target, origin="human")
            for source, target in pairs
            if normalised(source) and target.strip()
        }
        self.put(records)
        return len(records)

    def human(self, sources: Iterable[str]) -> dict[str, Stored]:
        """People's translations of some sources; they win whatever the engine, model and wanted renderings.

        Args:
            sources: Sources as in segments.

        Returns:
            Records by source, as given; sources that no person translated are left out.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        names = {source: human_key(source) for source in sources}
        found = self.get(list(dict.fromkeys(names.values())))
        return {source: found[name] for source, name in names.items() if name in found}

    def records(self) -> Iterator[Stored]:
        """All records, oldest first, read a page at a time.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        last = 0
        while True:
            with self._faults(), self._lock:
                page = self._base.execute(
                    f"SELECT id, {COLUMNS} FROM segments WHERE id > ? ORDER BY id LIMIT 1000", (last,)
                ).fetchall()
            if not page:
                return
            yield from self._readable(values[1:] for values in page)
            last = page[-1][0]

    def sharing(self, sources: Iterable[str]) -> dict[str, list[Stored]]:
        """Every record of some sources, whoever made it, newest first.

        Args:
            sources: Sources as in segments; Unicode form and white space do not count.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        digests = {source: digest(source) for source in sources}
        by_digest: dict[int, list[Stored]] = {}
        query = f"SELECT digest, {COLUMNS} FROM segments WHERE digest IN"
        for values in self._rows(query, list(set(digests.values())), "ORDER BY id DESC"):
            for record in self._readable([values[1:]]):
                by_digest.setdefault(values[0], []).append(record)
        return {source: by_digest[number] for source, number in digests.items() if number in by_digest}

    def similar(self, source: str, threshold: float = 70.0, limit: int = 5) -> list[tuple[float, Stored]]:
        """Records whose sources are like this one, best first; of one source the best record only.

        Candidates share the rarer of its trigrams; the score is Levenshtein's similarity in characters
        (edits against the length of the longer one) in per cent. The index grows here, not while translating.

        Args:
            source: A segment's source.
            threshold: Least score, from 0 to 100.
            limit: Most records to return.

        Raises:
            TranslationMemoryError: The file cannot be read or written.
        """
        from rapidfuzz import process
        from rapidfuzz.distance import Levenshtein

        text = normalised(source)
        with self._faults(), self._lock:
            trigrams.catch_up(self._base, self._writing)
            ids = trigrams.candidates(self._base, text)
        rows = self._rows("SELECT source FROM segments WHERE id IN", ids)
        # A source too short for trigrams is still found if it is the very same.
        texts = list(dict.fromkeys((text, *(normalised(text_of(found)) for (found,) in rows))))
        scored = process.extract(
            text,
            texts,
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=threshold / 100,
            limit=limit + 1,
        )
        records = self.sharing(found for found, _, _ in scored)
        best = [
            (100 * score, max(records[found], key=lambda record: record.origin == "human"))
            for found, score, _ in scored
            if found in records
        ]
        return best[:limit]

    def search(self, text: str, limit: int = 20) -> list[Stored]:
        """Records with a text in source or target, newest first; Latin letters in either case.

        Args:
            text: What to look for.
            limit: Most records to return.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        pattern = "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        with self._faults(), self._lock:
            rows = self._base.execute(
                f"SELECT {COLUMNS} FROM segments "
                "WHERE source LIKE ?1 ESCAPE '\\' OR target LIKE ?1 ESCAPE '\\' ORDER BY id DESC LIMIT ?2",
                (bound(pattern), limit),
            ).fetchall()
        return list(self._readable(rows))

    def shares(self) -> list[Share]:
        """Who made how much, people first, then the largest share.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        with self._faults(), self._lock:
            rows = self._base.execute(
                "SELECT engine, model, origin, count(*), sum(length(source)) FROM segments "
                "GROUP BY 1, 2, 3 ORDER BY origin != 'human', 4 DESC, 1, 2"
            ).fetchall()
        return [Share(*values) for values in rows]

    def corrected(self) -> bool:
        """Whether it holds translations by people.

        Raises:
            TranslationMemoryError: The file cannot be read.
        """
        with self._faults(), self._lock:
            found = self._base.execute("SELECT 1 FROM segments WHERE origin = 'human' LIMIT 1").fetchone()
        return found is not None

    def prune(
        self,
        *,
        days: float | None = None,
        engine: str | None = None,
        model: str | None = None,
        corrections: bool = False,
    ) -> int:
        """Remove records that meet all conditions given, and give their space back.

        Args:
            days: Kept for longer than so many days, by this machine's clock.
            engine, model: Made by this engine, by this model.
            corrections: Remove people's translations too.

        Returns:
            How many were removed.

        Raises:
            TranslationMemoryError: The file cannot be written.
        """
        before = None if days is None else time.time() - days * 86400
        with self._faults(), self._lock:
            with self._writing() as base:
                removed = base.execute(
                    "DELETE FROM segments WHERE (?1 IS NULL OR added < ?1) AND (?2 IS NULL OR engine = ?2) "
                    "AND (?3 IS NULL OR model = ?3) AND (?4 OR origin != 'human')",
                    (before, engine, model, corrections),
                ).rowcount
                trigrams.drop(base)
            self._base.execute("VACUUM")
            self._base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return removed

    def _readable(self, rows: Iterable[Sequence[Any]]) -> Iterator[Stored]:
        """The records of rows, less those that are damaged: they count as unknown."""
        for values in rows:
            try:
                yield from_row(values)
            except (ValueError, TypeError):
                self.damaged += 1

    def _rows(self, query: str, values: Sequence[Any], order: str = "") -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(values), _ROWS):
            part = values[start : start + _ROWS]
            with self._faults(), self._lock:
                rows = self._base.execute(f"{query} ({','.join('?' * len(part))}) {order}", part).fetchall()
            yield from rows

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it is on the disk at the end, or nothing."""
        with self._lock:
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield self._base
                self._base.execute("COMMIT")
            except BaseException:
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Turn SQLite's errors into one line each."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            message, mend = explained(str(error), _WAIT)
            raise TranslationMemoryError(message, path=self.path, mend=mend) from error
