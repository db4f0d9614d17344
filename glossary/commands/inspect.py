"""``lint`` and ``schema``: is it right?"""

from __future__ import annotations

from pathlib import Path

import click

from glossary.commands.options import as_json, chosen_files, counted, files_or_glossaries, print_json
from glossary.errors import GlossaryError


@click.command()
@files_or_glossaries
@click.option("--fix", is_flag=True, help="Mend what is safe to mend: letters, spaces, repeated variants.")
@click.option(
    "--output", type=click.Choice(["text", "github", "sarif"]), default="text", show_default=True,
    help="Lines for a person, GitHub's workflow commands, or a SARIF 2.1.0 log.",
)  # fmt: skip
@as_json
def lint(files: tuple[Path, ...], paths: tuple[Path, ...], fix: bool, output: str, in_json: bool) -> None:
    """Check glossaries: doubles, boundaries, look-alike letters, renderings, expressions, keys.

    The exit status is 1 where there are errors or warnings.

    \b
    Example:
      yongeo glossary lint terms.yaml
      yongeo glossary lint --fix terms.yaml
      yongeo glossary lint --output sarif terms.yaml > lint.sarif
    """
    from glossary import lint as linter
    from glossary import lint_report
    from glossary.yamlfile import content_of

    contents: list[tuple[Path, bytes]] = []
    errors: list[GlossaryError] = []
    for path in chosen_files(files, paths):
        try:
            content = content_of(path)
            if fix:
                _fix(path)
                content = content_of(path)
            contents.append((path, content))
        except GlossaryError as error:
            errors.append(error)
    findings = linter.lint(contents)
    if in_json:
        print_json([lint_report.record(finding) for finding in findings])
    elif output == "sarif":
        click.echo(lint_report.sarif(findings))
    else:
        for finding in findings:
            click.echo(lint_report.github(finding) if output == "github" else str(finding))
    bad = [finding for finding in findings if finding.level is not linter.Level.NOTE]
    if bad:
        mendable = sum(finding.fixable for finding in bad)
        note = f"; --fix mends {mendable}" if mendable else ""
        click.echo(f"{counted(len(bad), 'finding', 'findings')}{note}", err=True)
    for unread in errors:
        click.echo(f"yongeo: {unread}", err=True)
    if bad or errors:
        raise SystemExit(1)


@click.command()
def schema() -> None:
    """Print the JSON Schema of glossary files, for editors.

    With the YAML extension of VS Code, the first line of a glossary names it:
    # yaml-language-server: $schema=./schema.json

    \b
    Example:
      yongeo glossary schema > schema.json
    """
    from importlib.resources import files

    click.echo(files("glossary").joinpath("schema.json").read_text("utf-8"), nl=False)


def _fix(path: Path) -> None:
    from glossary.lint import fixed
    from glossary.yamlfile import GlossaryFile, raw_entries

    try:
        with GlossaryFile.locked(path) as file:
            text = fixed(path, file.text)
            if text != file.text and not raw_entries(text, path).problems:
                file.replace_text(text)
                file.save()
    except GlossaryError as error:
        # What keeps the file from being opened is found by lint itself, with its place.
        click.echo(f"yongeo: not mended: {error}", err=True)
