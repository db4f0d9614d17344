"""The command ``yongeo translate``."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from glossary.entry import Glossary
    from glossary.errors import YongeoError
    from translate.batch import Finished
    from translate.document import Document, Segment
    from translate.inputs import Source
    from translate.output import Output
    from translate.pipeline import Translator
    from translate.report import Report

_INTERRUPTED = 130  # as shells report a process that Ctrl-C ended


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("inputs", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@click.option(
    "-d",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Write each output below this folder.",
)
@click.option(
    "-g",
    "--glossary",
    "glossaries",
    multiple=True,
    envvar="YONGEO_GLOSSARY",
    type=click.Path(path_type=Path),
    help="Glossary in YAML; may be given several times, a later one wins.",
)
@click.option(
    "--to",
    "to",
    default="same",
    type=click.Choice(["same", "txt", "md", "html", "jsonl", "tmx", "xliff", "docx"]),
    help="Format of the output; by default what the ending of -o says, else that of the input.",
)
@click.option(
    "--from", "from_", metavar="FORMAT", help="Format of the inputs, where their names do not tell."
)
@click.option("--encoding", help="Encoding of text inputs; detected by default.")
@click.option("--columns", help="Columns of CSV, TSV and XLSX to translate, such as title,body or 1,3.")
@click.option("--fields", help="Fields of JSON to translate, such as title,items.text.")
@click.option("--recursive", is_flag=True, help="Search folders to the bottom.")
@click.option("--bilingual", is_flag=True, help="Write each paragraph with its source (txt, md, html, docx).")
@click.option("--keep-furniture", is_flag=True, help="Keep page text that is not the article, untranslated.")
@click.option("--show-pins", is_flag=True, help="Show the pinned renderings in text output.")
@click.option(
    "--report", "report_path", type=click.Path(dir_okay=False, path_type=Path), help="Write the run in JSON."
)
@click.option(
    "--review",
    "review_path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a bilingual HTML page.",
)
@click.option(
    "--engine", default="local", help="local (default), or a service: google, deepl, papago, libre …"
)
@click.option("--model", help="Name or folder of a local model; the embedded one by default.")
@click.option("--beam", type=click.IntRange(1, 16), help="Beam size; the model's own by default.")
@click.option("--threads", type=click.IntRange(1), help="Processor cores to use; all by default.")
@click.option(
    "--batch-tokens",
    type=click.IntRange(64),
    help="Most tokens decoded together: 768, and 2048 where there is memory to spare.",
)
@click.option("--memory", default=None, help="Translation memory file, or none; the user's own by default.")
@click.option(
    "--on-miss", default="repair", type=click.Choice(["repair", "keep", "fail"]), help="Fate of a lost pin."
)
@click.option("--no-numerals", is_flag=True, help="Leave numbers, money and dates to the model.")
@click.option(
    "--backend",
    default="local",
    type=click.Choice(["local", "ray"]),
    help="ray: columns of Parquet or JSON lines, on one machine or many.",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Batches decoded side by side: two where there is memory to spare; with --backend ray: workers, each"
    " with a model.",
)
@click.option("--strict", is_flag=True, help="Exit with 3 when a pin was missed or a check found an error.")
@click.option(
    "--fuzzy",
    type=click.FloatRange(50, 100),
    help="Use people's translations of sentences that are this much alike, in percent.",
)
@click.option("--compare", is_flag=True, help="With --engine A,B and --review: show them side by side.")
@click.option("--watch", is_flag=True, help="Stay, and translate what appears or changes; needs -d.")
@click.option("--dry-run", is_flag=True, help="Only count what there is to do.")
@click.option("--progress/--no-progress", default=None, help="Progress bar; on by default on a terminal.")
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
@click.option("-v", "--verbose", is_flag=True, help="Name each file when it is done.")
def translate(inputs: tuple[str, ...], **options: Any) -> None:
    """Translate Korean files, folders, globs or standard input (-) to English.

    \b
    yongeo translate article.txt -g terms.yaml
    yongeo translate news/ -d english/ --recursive -g terms.yaml --report run.json
    cat article.txt | yongeo translate - --to jsonl > article.jsonl
    """
    from glossary.entry import Glossary
    from translate.inputs import discover
    from translate.output import format_for_ending

    _refuse_contradictions(options)
    glossary = Glossary.joined(Glossary.load(path) for path in options["glossaries"])
    if options["backend"] == "ray" or all(name.lower().endswith(".parquet") for name in inputs):
        from translate.distributed import translated

        sys.exit(_settled(translated(inputs, glossary, options), len(inputs), options))
    options["memory"] = _memory(options["memory"])
    if options["watch"]:
        _watch(inputs, glossary, options)
    sources, missing = discover(inputs, options["recursive"], options["folder"])
    wrong: list[YongeoError] = [*missing]
    for error in wrong:
        click.echo(f"yongeo: {error}", err=True)
    if not sources:
        sys.exit(1)
    if options["output"] and options["to"] == "same":
        options["to"] = format_for_ending(options["output"], sources, options["from_"])
    if options["dry_run"]:
        wrong += _count(sources, glossary, options)
        sys.exit(1 if wrong else 0)
    report = _translated(sources, glossary, options)
    report.failures[:0] = [{"input": str(error.path), "error": str(error)} for error in wrong]
    sys.exit(_settled(report, len(sources) + len(wrong), options))


def _refuse_contradictions(options: dict[str, Any]) -> None:
    if options["output"] and options["folder"]:
        raise click.UsageError("-o names one file and -d a folder: give one of them")
    if options["watch"] and not options["folder"]:
        raise click.UsageError("--watch needs a folder for the outputs: add -d")
    if options["watch"] and options["dry_run"]:
        raise click.UsageError("--watch translates and --dry-run only counts: give one of them")
    if options["show_pins"] and options["to"] not in ("same", "txt", "md"):
        raise click.UsageError("--show-pins is for text that people read: give --to txt or md")
    engines = options["engine"].split(",")
    if options["compare"] and not (len(engines) > 1 and options["review_path"]):
        raise click.UsageError("--compare needs --engine A,B and --review FILE.html")
    if len(engines) > 1 and not options["compare"]:
        raise click.UsageError("several engines are for --compare")
    if "local" not in engines:
        for option in ("model", "beam", "batch_tokens"):
            if options[option] is not None:
                name = option.replace("_", "-")
                raise click.UsageError(
                    f"--{name} is for --engine local, a model on this machine: leave it out"
                )


def _settled(report: Report, inputs: int, options: dict[str, Any]) -> int:
    """Say how a run went, and give its exit status."""
    _write_report(report, options)
    if not options["quiet"]:
        click.echo(f"yongeo: {report.line()}", err=True)
    if report.failures:
        failed = sum("input" in failure for failure in report.failures)
        if failed and inputs > 1:
            click.echo(f"yongeo: {failed} of {inputs} inputs failed", err=True)
        return 1
    if options["strict"] and report.flawed:
        for miss in report.misses:
            said = f"{miss['target']!r} for {miss['surface']!r} is missing"
            click.echo(f"yongeo: {miss['doc']}: {said}", err=True)
        return 3
    return 0


def _write_report(report: Report, options: dict[str, Any]) -> None:
    """Write the report, or say why it cannot be written."""
    if options["report_path"]:
        from translate.atomic import written
        from translate.errors import InputError

        text = json.dumps(report.as_dict(), ensure_ascii=False, indent=2)
        try:
            with written(options["report_path"]) as file:
                file.write(f"{text}\n".encode("utf-8", "backslashreplace"))  # names may be no UTF-8
        except InputError as error:
            _note_failures([error], report)


def _memory(name: str | None) -> Path | None:
    from translate.memory import default_path

    return None if name == "none" else Path(name) if name else default_path()


def _translator(engine: str, options: dict[str, Any]) -> Translator:
    from translate.pipeline import Translator

    return Translator(
        engine,
        options["model"],
        options["memory"],
        not options["no_numerals"],
        options["on_miss"],
        options["fuzzy"],
        beam=options["beam"],
        threads=options["threads"],
        batch_tokens=options["batch_tokens"],
        jobs=options["jobs"],
    )


def _translated(sources: list[Source], glossary: Glossary, options: dict[str, Any]) -> Report:
    """Translate by the engine, or by each of those to compare; the first one's outputs are written."""
    from glossary.errors import YongeoError
    from translate.output import Output

    output = Output(sources, options)
    first, *others = (_translator(name, options) for name in options["engine"].split(","))
    report = _report(first, options)
    try:
        with output:
            _run(first, sources, glossary, options, output, report)
            failed = {failure["input"] for failure in report.failures}
            sources = [source for source in sources if source.name not in failed]
            for translator in others:
                output.compare(translator.engine.name)
                compared = _report(translator, options, report.failures)
                _run(translator, sources, glossary, options, output, compared)
    except YongeoError:
        _write_report(report, options)
        raise
    _note_failures(output.failures, report)
    return report


def _report(
    translator: Translator, options: dict[str, Any], failures: list[dict[str, str]] | None = None
) -> Report:
    """A report to be filled by a run, with a list of failures of its own or another's."""
    from translate.batch import fingerprints
    from translate.report import Report

    engine, glossaries = translator.engine, fingerprints(options["glossaries"])
    failures = [] if failures is None else failures
    return Report(engine.name, engine.model, engine.fingerprint, glossaries, failures=failures)


def _note_failures(failures: Iterable[YongeoError], report: Report) -> None:
    """Say which outputs could not be written, and put it into the report."""
    for error in failures:
        click.echo(f"yongeo: {error}", err=True)
        report.failures.append({"output": str(error.path), "error": str(error)})


def _run(
    translator: Translator,
    sources: list[Source],
    glossary: Glossary,
    options: dict[str, Any],
    output: Output,
    report: Report,
) -> None:
    from glossary.errors import YongeoError
    from translate.batch import run
    from translate.errors import Interrupted

    with _progress(len(sources), options["progress"]) as (noticed, settled):

        def write(finished: Finished) -> None:
            settled(finished)
            if finished.document is not None:
                output.write(finished.source, finished.document)
            if finished.error is not None:
                output.give_up(finished.error)
                click.echo(f"yongeo: {finished.error}", err=True)
            elif options["verbose"] and finished.last:
                click.echo(f"yongeo: {finished.source.name}: done", err=True)

        try:
            begun = output.begin if output.shows_begun else None
            run(translator, sources, output.read, glossary, report, write, noticed, begun)
        except Interrupted:
            output.break_off()
            kept = "what is translated is in the memory: run the same command again to go on"
            lost = "no memory keeps what was translated: leave out --memory none to go on where it stops"
            click.echo(f"yongeo: stopped; {lost if translator.memory is None else kept}", err=True)
            raise
        except YongeoError:
            output.break_off()
            raise


def _watch(inputs: tuple[str, ...], glossary: Glossary, options: dict[str, Any]) -> NoReturn:
    """Translate what appears or changes, until Ctrl-C or SIGTERM."""
    import signal

    from glossary.errors import YongeoError
    from translate.output import Output
    from translate.watch import Watch

    translator = _translator(options["engine"], options)
    total = _report(translator, options)
    reviewed: dict[str, Document] = {}
    watch = Watch(inputs, options["recursive"], options["folder"])
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    click.echo("yongeo: watching; Ctrl-C ends it", err=True)
    try:
        for changed, sources in watch.changes():
            names = [source.name for source in changed]
            report = _report(translator, options)
            report.left = names
            try:
                with Output(sources, options, reviewed) as output:
                    _run(translator, changed, glossary, options, output, report)
                _note_failures(output.failures, report)
            except YongeoError as error:
                click.echo(f"yongeo: {error}; it is tried again", err=True)
            total.include(report)
            total.failures = [f for f in total.failures if "input" in f and f["input"] not in names]
            total.failures += report.failures
            _write_report(total, options)
            _settled(report, len(changed), options | {"report_path": None})
            if report.left:
                watch.try_again(report.left)
    except KeyboardInterrupt:
        click.echo("yongeo: stopped", err=True)
    sys.exit(_INTERRUPTED)


def _count(sources: list[Source], glossary: Glossary, options: dict[str, Any]) -> list[YongeoError]:
    """Count documents, segments, characters and pins, and guess the time; no model is loaded.

    Returns:
        Why inputs cannot be read.
    """
    from translate.batch import workload
    from translate.output import Output

    with Output(sources, options | {"output": None, "review_path": None}) as output:
        line, wrong = workload(sources, output.read, glossary, not options["no_numerals"])
    for error in wrong:
        click.echo(f"yongeo: {error}", err=True)
    click.echo(line)
    return wrong


@contextmanager
def _progress(
    files: int, wanted: bool | None
) -> Iterator[tuple[Callable[[Segment], None] | None, Callable[[Finished], None]]]:
    """A progress bar on standard error, where that is a terminal; what it is told of segments and files."""
    if not (sys.stderr.isatty() if wanted is None else wanted):
        yield None, lambda finished: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed}/{task.total} files"),
        BarColumn(),
        TextColumn("{task.fields[segments]} segments, {task.fields[speed]:.0f} characters/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("translating", total=files, segments=0, speed=0.0)
        segments = characters = 0

        def noticed(segment: Segment) -> None:
            nonlocal segments, characters
            segments += 1
            characters += len(segment.source)
            elapsed = bar.tasks[0].elapsed or 1.0
            bar.update(task, segments=segments, speed=characters / elapsed)

        yield noticed, lambda finished: bar.advance(task, finished.last)
