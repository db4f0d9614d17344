"""Findings as other programs read them: GitHub's workflow commands and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from glossary.lint import RULES, Finding, Level

_GITHUB = {Level.ERROR: "error", Level.WARNING: "warning", Level.NOTE: "notice"}


def record(finding: Finding) -> dict[str, Any]:
    """A finding as a JSON object.

    Args:
        finding: The finding.
    """
    return {
        "code": finding.code,
        "level": finding.level.value,
        "message": finding.message,
        "path": None if finding.path is None else str(finding.path),
        "line": finding.line,
        "column": finding.column,
        "fixable": finding.fixable,
    }


def github(finding: Finding) -> str:
    """A finding as a workflow command, which GitHub shows beside the line of a pull request.

    Args:
        finding: The finding.
    """
    place = f"file={_property(str(finding.path))},line={finding.line},col={finding.column}"
    title = _property(finding.code)
    return f"::{_GITHUB[finding.level]} {place},title={title}::{_message(finding.message)}"


def sarif(findings: Iterable[Finding]) -> str:
    """All findings as one log in the Static Analysis Results Interchange Format 2.1.0 (OASIS, 2020).

    Args:
        findings: The findings.
    """
    results = [
        {
            "ruleId": finding.code,
            "level": finding.level.value,
            "message": {"text": finding.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": "" if finding.path is None else finding.path.as_posix()},
                        "region": {"startLine": finding.line, "startColumn": finding.column},
                    }
                }
            ],
        }
        for finding in findings
    ]
    rules = [
        {"id": code, "shortDescription": {"text": text}, "defaultConfiguration": {"level": level.value}}
        for code, (level, text) in RULES.items()
    ]
    log = {
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [
            {
                "tool": {"driver": {"name": "yongeo glossary lint", "rules": rules}},
                "columnKind": "unicodeCodePoints",
                "results": results,
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
