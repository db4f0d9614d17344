"""Findings of quality assurance over files, as a table, as JSON and as SARIF 2.1.0."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from io import StringIO
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from translate.check.rules import CODES
from translate.document import Check, Level

_SARIF_LEVELS = {Level.ERROR: "error", Level.WARNING: "warning", Level.INFO: "note"}
_COLOURS = {Level.ERROR: "red", Level.WARNING: "yellow", Level.INFO: "cyan"}
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Finding:
    """A check's finding and where it was made.

    Args:
        path: The file that was checked.
        line: Line of the file, from 1; None where the format has no lines.
        segment: Which segment: document, block and number, or the unit's number.
        source, target: The segment's texts.
        check: What was found; its places index ``source`` and ``target``.
    """

    path: str
    line: int | None
    segment: str
    source: str
    target: str
    check: Check


def table(findings: Sequence[Finding], *, width: int, colour: bool = False) -> str:
    """A table for people, the worst findings of each file in the order of the file.

    Args:
        findings: What was found.
        width: Columns of the terminal.
        colour: Whether to colour the levels by escape sequences.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    sheet = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("place", "level", "code"):
        sheet.add_column(name, no_wrap=name != "place", overflow="fold")
    sheet.add_column("finding", overflow="fold", ratio=1)
    for finding in findings:
        check = finding.check
        place = finding.segment if finding.line is None else f"{finding.path}:{finding.line}"
        sheet.add_row(
            Text(_printable(place)),
            Text(check.level.value, style=_COLOURS[check.level]),
            Text(check.code),
            Text(_printable(check.message)),
        )
    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )
    console.print(sheet)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def as_json(findings: Sequence[Finding]) -> str:
    """A JSON array, one object a finding, with stable keys.

    Args:
        findings: What was found.
    """
    rows = [
        {
            "path": finding.path,
            "line": finding.line,
            "segment": finding.segment,
            "code": finding.check.code,
            "level": finding.check.level.value,
            "message": finding.check.message,
            "start": finding.check.start,
            "end": finding.check.end,
            "tstart": finding.check.tstart,
            "tend": finding.check.tend,
            "source": finding.source,
            "target": finding.target,
        }
        for finding in findings
    ]
    return _json(rows)


def as_sarif(findings: Sequence[Finding]) -> str:
    """A SARIF 2.1.0 log (OASIS, 2020) for code review and continuous integration.

    Args:
        findings: What was found.
    """
    used = sorted({finding.check.code for finding in findings})
    rules = [{"id": code, "shortDescription": {"text": CODES[code]}} for code in used]
    log = {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "yongeo", "version": version("yongeo"), "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": [_result(finding, used.index(finding.check.code)) for finding in findings],
            }
        ],
    }
    return _json(log)


def _json(value: Any) -> str:
    """JSON that can be written as UTF-8, whatever stood in the files and their names."""
    text = json.dumps(value, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace").decode()
    return f"{text}\n"


def _result(finding: Finding, rule: int) -> dict[str, Any]:
    check = finding.check
    uri = quote(os.fsencode(PurePath(finding.path).as_posix()))
    physical: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding.line is not None:
        physical["region"] = {"startLine": finding.line}
    return {
        "ruleId": check.code,
        "ruleIndex": rule,
        "level": _SARIF_LEVELS[check.level],
        "message": {"text": check.message},
        "locations": [
            {
                "physicalLocation": physical,
                "logicalLocations": [{"fullyQualifiedName": finding.segment, "kind": "element"}],
            }
        ],
        "properties": {
            "start": check.start,
            "end": check.end,
            "tstart": check.tstart,
            "tend": check.tend,
            "source": finding.source,
            "target": finding.target,
        },
    }


def _printable(text: str) -> str:
    return _CONTROL.sub(" ", text)
