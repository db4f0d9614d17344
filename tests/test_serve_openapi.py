"""The OpenAPI document: complete, and true of the server."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from serving import served
from starlette.routing import Route

from translate.serve.app import application

# Whether terms, YAML and files are sound is more than a schema can say.
CONFIGURATION = """\
[[operations]]
include-name = ["POST /translate", "POST /translate_file", "POST /v2/glossaries"]
checks.positive_data_acceptance.enabled = false
"""


def test_every_route_and_method_is_in_the_document() -> None:
    with served() as client:
        document = client.get("/openapi.json").json()
        described = {
            (path, method.upper())
            for path, item in document["paths"].items()
            for method in item
            if method != "parameters"
        }
        routes = {
            (route.path, method)
            for route in application(client.service).routes
            if isinstance(route, Route)
            for method in route.methods or ()
            if method != "HEAD"
        }
    assert described == routes


def test_all_schemas_are_schemas_and_all_references_lead_somewhere() -> None:
    with served() as client:
        text = client.get("/openapi.json").text
        document = client.get("/openapi.json").json()
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    names = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert names == set(document["components"]["schemas"])


@pytest.mark.parametrize("glossary", [None, {"한올전자": "Hanol"}])
def test_answers_are_as_described(glossary: object) -> None:
    with served() as client:
        document = client.get("/openapi.json").json()
        answer = client.translate(
            ["한올전자는 크다.", "A"], glossary=glossary, source="auto", segments=True, alternatives=2
        )
    schema = {**document["components"]["schemas"]["Translated"], "components": document["components"]}
    jsonschema.validate(answer, schema)


@pytest.mark.slow
def test_schemathesis_finds_no_fault(tmp_path: Path) -> None:
    (tmp_path / "schemathesis.toml").write_text(CONFIGURATION)
    folder = tmp_path / "glossaries"
    folder.mkdir()
    (folder / "hanol.yaml").write_text("한올전자: Hanol\n", encoding="utf-8")
    with served(folder=folder) as client:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "schemathesis.cli", "--config-file", "schemathesis.toml", "run"),
                *(client.url + "/openapi.json", "--max-examples", "20", "--continue-on-failure"),
            ],
            capture_output=True,
            text=True,
            cwd=tmp_path,
        )
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr
