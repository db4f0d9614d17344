"""The same pipeline on many machines: shards of datasets over Ray Data, one model an actor."""

from __future__ import annotations

import logging
import os
import pickle
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from glossary.errors import YongeoError
from translate.batch import fingerprints
from translate.errors import InputError
from translate.inputs import refuse_replacing
from translate.report import Report
from translate.rows import missing
from translate.shards import Outcome, Settings, Shard, ShardTranslator, shards

if TYPE_CHECKING:
    from glossary.entry import Glossary

_OF_DOCUMENTS = {
    **{"output": "-o", "review_path": "--review", "from_": "--from", "encoding": "--encoding"},
    **{"columns": "--columns", "bilingual": "--bilingual", "keep_furniture": "--keep-furniture"},
    **{"show_pins": "--show-pins", "fuzzy": "--fuzzy", "compare": "--compare", "watch": "--watch"},
    "dry_run": "--dry-run",
}
_OBJECT_STORE = 200 * 1024 * 1024  # bytes; only names and figures pass through it


class Actor:
    """A worker of Ray Data: loads the model once, then translates a shard a call.

    Args:
        settings: How shards are translated; the glossary is in it.
    """

    def __init__(self, settings: Settings) -> None:
        self._translate = ShardTranslator(settings)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Translate the shards of a batch.

        Args:
            batch: A column ``shard`` of pickled ``Shard``.

        Returns:
            A column ``result`` of pickled pairs: the shard, and its ``Outcome`` or the error of its input.
        """
        results: list[bytes] = []
        for packed in batch["shard"]:
            shard = pickle.loads(packed)
            outcome: Outcome | YongeoError
            try:
                outcome = self._translate(shard)
            except YongeoError as error:
                outcome = error
            results.append(pickle.dumps((shard, outcome)))
        return {"result": results}


def here(todo: Sequence[Shard], settings: Settings) -> Iterator[tuple[Shard, Outcome | YongeoError]]:
    """Translate shards in this process, one after another.

    Args:
        todo: The shards.
        settings: How.

    Yields:
        Each shard with its outcome, or why there is none.

    Raises:
        YongeoError: The engine cannot be made.
    """
    translate = ShardTranslator(settings)
    for shard in todo:
        try:
            yield shard, translate(shard)
        except YongeoError as error:
            yield shard, error


def on_ray(
    todo: Sequence[Shard], settings: Settings, jobs: int | None = None
) -> Iterator[tuple[Shard, Outcome | YongeoError]]:
    """Translate shards on Ray: on the cluster that ``RAY_ADDRESS`` names, else on this machine.

    Args:
        todo: The shards; every worker must reach their paths or URLs.
        settings: How; where it names no threads, the processors are shared out among the jobs.
        jobs: Number of actors, each with a model; one by default.

    Yields:
        Each shard with its outcome, or why there is none, as they are done.

    Raises:
        InputError: Ray is not installed.
        YongeoError: The engine cannot be made.
    """
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    try:
        import ray
        import ray.data
    except ImportError:
        raise missing() from None
    from translate.engines.local import BATCH_TOKENS

    jobs = min(jobs or 1, len(todo))
    if not ray.is_initialized():
        _start(ray)
    threads = settings.threads or max(1, int(ray.cluster_resources().get("CPU", 1)) // jobs)
    tokens = settings.batch_tokens or BATCH_TOKENS  # the workers share the memory, too
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    items = [{"shard": pickle.dumps(shard)} for shard in todo]
    data = ray.data.from_items(items, override_num_blocks=len(items))
    done = data.map_batches(
        Actor,
        batch_size=1,
        num_cpus=threads,
        compute=ray.data.ActorPoolStrategy(size=jobs, max_tasks_in_flight_per_actor=1),
        fn_constructor_args=(replace(settings, threads=threads, batch_tokens=tokens),),
    )
    for row in done.iter_rows():
        yield pickle.loads(row["result"])


def _start(ray: Any) -> None:
    address = os.environ.get("RAY_ADDRESS")
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if address:
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        return
    ray.init(
        address="local",
        object_store_memory=_OBJECT_STORE,
        include_dashboard=False,
        log_to_driver=False,
        logging_level=logging.ERROR,
    )


def translated(inputs: Sequence[str], glossary: Glossary, options: Mapping[str, Any]) -> Report:
    """Translate datasets as the command line says, and report the shards' figures together.

    Args:
        inputs: Files, folders, globs or URLs of Parquet or JSON lines.
        glossary: The terms.
        options: ``backend``, ``jobs``, ``fields``, ``folder``, ``to`` and what the engine takes.

    Raises:
        YongeoError: An option is missing, Ray is not installed, or the engine cannot be made.
    """
    if not options["fields"] or not options["folder"] or options["to"] != "same":
        raise InputError(
            "datasets are translated by column, into a folder, in their own format",
            mend="give --fields COLUMN,… and -d DIR, and no --to",
        )
    unfit = [flag for name, flag in _OF_DOCUMENTS.items() if options.get(name)]
    if unfit:
        raise InputError(f"{unfit[0]} is for documents, not for datasets", mend="leave it out")
    ray = options["backend"] == "ray"
    names = ("engine", "model", "on_miss", "beam", "threads", "batch_tokens")
    settings = Settings(
        tuple(name.strip() for name in options["fields"].split(",")),
        glossary,
        memory=None if options["memory"] == "none" else options["memory"],
        numerals=not options["no_numerals"],
        jobs=None if ray else options["jobs"],
        **{name: options[name] for name in names},
    )
    folder = re.sub("^([a-z][a-z0-9+]+):/(?!/)", r"\1://", str(options["folder"]))  # a Path drops one of //
    cut = shards(inputs, folder)
    if options.get("report_path"):
        needed: dict[str | Path, str] = dict.fromkeys(options["glossaries"], "the glossary")
        needed |= {shard.output: "another output" for shard in cut}
        needed |= {shard.input: "its input" for shard in cut}
        refuse_replacing([options["report_path"]], needed)
    results = on_ray(cut, settings, options["jobs"]) if ray else here(cut, settings)
    begin = time.perf_counter()
    total = Report("", "", "", fingerprints(options["glossaries"]))
    for shard, outcome in results:
        if isinstance(outcome, YongeoError):
            total.failures.append({"input": shard.input, "error": str(outcome)})
            click.echo(f"yongeo: {outcome}", err=True)
            continue
        if options["verbose"]:
            click.echo(f"yongeo: {shard.output}: {'done before' if outcome.reused else 'done'}", err=True)
        total.include(outcome.report)
    total.seconds = time.perf_counter() - begin
    return total
