"""Datasets of rows, Parquet or JSON lines, cut into shards: each is translated and written whole, once."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO

from glossary.entry import Glossary, Place
from translate.document import Block, Document, Kind
from translate.errors import InputError
from translate.report import Report
from translate.rows import Rows, is_parquet, located, opened, parquet_file, readable, replaced

if TYPE_CHECKING:
    from translate.pipeline import OnMiss, Translator

_VERSION = 1  # of what is written; part of a shard's signature
_SHARD_ROWS = 50_000  # rows of a Parquet file from which on it is cut at row groups
_ENDINGS = (".parquet", ".jsonl", ".ndjson")
_MANIFESTS = ".yongeo"  # folder beside the outputs; readers of datasets skip names with a dot


@dataclass(frozen=True, slots=True)
class Settings:
    """How shards are translated; sent to every worker once.

    Args:
        fields: Names of the columns to translate.
        glossary: The terms.
        engine, model, memory, numerals, on_miss, beam, threads, batch_tokens, jobs: As for ``Translator``.
    """

    fields: tuple[str, ...]
    glossary: Glossary = field(default_factory=Glossary)
    engine: str = "local"
    model: str | None = None
    memory: str | None = None
    numerals: bool = True
    on_miss: OnMiss = "repair"
    beam: int | None = None
    threads: int | None = None
    batch_tokens: int | None = None
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Shard:
    """A file, or some row groups of a Parquet file, and where its translation goes.

    Args:
        input: Path or fsspec URL.
        output: Path or fsspec URL.
        groups: First row group and the one behind the last; None for the whole file.
    """

    input: str
    output: str
    groups: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a shard.

    Args:
        shard: The shard.
        report: Its figures; those of the earlier run where it was done before.
        reused: Whether its output was there and whole.
    """

    shard: Shard
    report: Report
    reused: bool = False


def shards(inputs: Sequence[str], folder: str) -> list[Shard]:
    """Cut datasets into shards.

    Args:
        inputs: Files, folders and globs of Parquet or JSON lines: paths, or URLs that fsspec knows.
        folder: The output folder, a path or URL.

    Raises:
        InputError: There is no such file, it cannot be read, or two outputs would meet.
    """
    found: dict[str, Shard] = {}
    for name in inputs:
        system, path = located(name)
        with readable(name):
            if system.isdir(path):
                paths = sorted(system.find(path))
            else:
                paths = sorted(system.glob(path)) if "*" in path or "?" in path or "[" in path else [path]
        paths = [
            p for p in paths if p.lower().endswith(_ENDINGS) and not PurePosixPath(p).name.startswith(".")
        ]
        if not paths:
            raise InputError("no Parquet or JSON lines", path=name, mend="name .parquet or .jsonl files")
        for each in paths:
            for shard in _cut(_named(system, each), system, each, folder):
                if shard.output in found:
                    other = found[shard.output].input
                    raise InputError(
                        f"its output would replace that of {other}", path=each, mend="translate it elsewhere"
                    )
                found[shard.output] = shard
    return list(found.values())


def _cut(url: str, system: Any, path: str, folder: str) -> Iterator[Shard]:
    name = PurePosixPath(path)
    output = f"{_absolute(folder)}/{name.name}"
    if output == url:
        raise InputError("the output would replace its input", path=url, mend="choose another folder with -d")
    ranges: list[tuple[int, int]] = []
    if is_parquet(path):
        with readable(url), system.open(path, "rb") as file:
            ranges = _row_groups(parquet_file(file, url).metadata)
    elif not system.exists(path):
        raise InputError("no such file", path=path, mend="check the name")
    if len(ranges) < 2:
        yield Shard(url, output)
        return
    for number, groups in enumerate(ranges):
        part = f"{name.stem}-{number:05}-of-{len(ranges):05}{name.suffix}"
        yield Shard(url, f"{_absolute(folder)}/{part}", groups)


def _row_groups(metadata: Any) -> list[tuple[int, int]]:
    ranges, first, rows = [], 0, 0
    for number in range(metadata.num_row_groups):
        rows += metadata.row_group(number).num_rows
        if rows >= _SHARD_ROWS or number + 1 == metadata.num_row_groups:
            ranges.append((first, number + 1))
            first, rows = number + 1, 0
    return ranges


def _absolute(folder: str) -> str:
    return _named(*located(folder)).rstrip("/")


def _named(system: Any, path: str) -> str:
    """A path on this machine as it is, another one with its protocol."""
    from fsspec.implementations.local import LocalFileSystem

    url: str = path if isinstance(system, LocalFileSystem) else system.unstrip_protocol(path)
    return url


class ShardTranslator:
    """Translates shards, one model for all of them.

    Args:
        settings: How.

    Raises:
        YongeoError: The engine cannot be made, or the glossary is wrong.
    """

    def __init__(self, settings: Settings) -> None:
        from glossary.matcher import Matcher
        from translate.pipeline import Translator

        self._settings = settings
        self._matcher = Matcher(settings.glossary)
        # where the entries stand in their files makes no difference
        entries = [replace(entry, place=Place()) for entry in settings.glossary]
        self._terms = hashlib.sha256(repr(entries).encode()).hexdigest()
        self.translator: Translator = Translator(
            settings.engine,
            settings.model,
            settings.memory,
            settings.numerals,
            settings.on_miss,
            beam=settings.beam,
            threads=settings.threads,
            batch_tokens=settings.batch_tokens,
            jobs=settings.jobs,
        )

    def __call__(self, shard: Shard) -> Outcome:
        """Translate a shard, unless its output is there, whole, and made from the same in the same way.

        Args:
            shard: The shard.

        Raises:
            YongeoError: It cannot be read or written.
        """
        engine = self.translator.engine
        report = Report(engine.name, engine.model, engine.fingerprint)
        signature = self._signature(shard)
        earlier = _finished(shard, signature)
        if earlier is not None:
            return Outcome(shard, replace(report, **earlier), reused=True)
        begin = time.perf_counter()
        with (
            readable(shard.input),
            opened(shard.input, shard.groups) as reader,
            replaced(shard.output) as file,
        ):
            self._write(shard, reader, file, report)
            size = file.tell()
        report.documents = 1
        report.seconds = time.perf_counter() - begin
        kept = {"signature": signature, "size": size, "report": _plain(report)}
        with replaced(_manifest(shard)) as file:
            file.write(json.dumps(kept, ensure_ascii=False).encode())
        return Outcome(shard, report)

    def _signature(self, shard: Shard) -> str:
        """The same where the output would be the same."""
        system, path = located(shard.input)
        with readable(shard.input):
            info = system.info(path)
        version = next(
            (str(info[k]) for k in ("ETag", "mtime", "LastModified", "updated") if info.get(k)), ""
        )
        settings = self._settings
        made = [self.translator.engine.fingerprint, self._terms, settings.fields, settings.numerals]
        given = [shard.input, shard.groups, info.get("size"), version]
        text = json.dumps([_VERSION, *made, settings.on_miss, *given])
        return hashlib.sha256(text.encode()).hexdigest()

    def _write(self, shard: Shard, reader: Rows, file: BinaryIO, report: Report) -> None:
        from translate.pipeline import refuse_misses

        fields = self._settings.fields
        waiting: deque[tuple[Any, dict[str, str]]] = deque()

        def documents() -> Iterator[Document]:
            for number, (row, values) in enumerate(reader.rows(fields)):
                waiting.append((row, values))
                yield _document(f"{shard.input}:{number + 1}", values)

        with reader.writer(file, fields) as write:
            for document in self.translator.translate_documents(documents(), self._matcher):
                if self._settings.on_miss == "fail":
                    refuse_misses(document)
                report.add(document)
                row, values = waiting.popleft()
                write(row, _columns(document, list(values), fields))


def _document(name: str, values: dict[str, str]) -> Document:
    """A row as a document, one block a field; cut into segments as values of JSON are."""
    from translate.formats import inline

    builders = []
    for text in values.values():
        builder = inline.Builder()
        builder.text(text)
        builders.append((inline.Placed(builder.build(), (0, 0)), Kind.BODY))
    return inline.document(name, "row", builders, skeleton=None)


def _columns(document: Document, names: Sequence[str], fields: Sequence[str]) -> dict[str, Any]:
    """What is added to a row: the English of each field, its segments, their pins and checks."""
    blocks = dict(zip(names, document.blocks, strict=True))
    added: dict[str, Any] = {}
    for name in fields:
        block = blocks.get(name)
        added[f"{name}_en"] = None if block is None else _english(block)
        segments = () if block is None else block.segments
        added[f"{name}_segments"] = [
            {"source": s.source, "target": s.target, "score": s.score} for s in segments
        ]
        added[f"{name}_pins"] = [
            {
                "seg": segment.number,
                **{k: v for k, v in asdict(pin).items() if k != "origin"},
                "how": pin.how and pin.how.value,
            }
            for segment in segments
            for pin in segment.pins
        ]
        added[f"{name}_checks"] = [
            {"seg": segment.number, "code": check.code, "level": check.level.value, "message": check.message}
            for segment in segments
            for check in segment.checks
        ]
    return added


def _english(block: Block) -> str:
    from translate.formats.rendering import target_text

    return target_text(block)


def _plain(report: Report) -> dict[str, Any]:
    names = ("documents", "segments", "from_memory", "characters", "pins", "checks", "errors", "misses")
    return {name: getattr(report, name) for name in names}


def _manifest(shard: Shard) -> str:
    folder, _, name = shard.output.rpartition("/")
    return f"{folder}/{_MANIFESTS}/{name}.json"


def _finished(shard: Shard, signature: str) -> dict[str, Any] | None:
    """The figures of an earlier run whose output is whole and would be the same."""
    system, path = located(_manifest(shard))
    try:
        kept = json.loads(system.cat_file(path))
        size = system.info(located(shard.output)[1])["size"]
    except (FileNotFoundError, ValueError):
        return None
    if kept.get("signature") != signature or kept.get("size") != size:
        return None
    report: dict[str, Any] = kept["report"]
    return {**report, "pins": Counter(report["pins"]), "checks": Counter(report["checks"])}
