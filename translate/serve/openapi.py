"""The OpenAPI document of the server."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from translate.serve.fields import ENGLISH, KOREAN
from translate.serve.limits import Limits

Schema = dict[str, Any]

_TEXT: Schema = {"type": "string"}
_KOREAN = f"^{KOREAN}$"
_ENGLISH = f"^{ENGLISH}$"
_TEXT_OR_NULL: Schema = {"type": ["string", "null"]}
_NUMBER_OR_NULL: Schema = {"type": ["integer", "null"]}


def document(limits: Limits, key_required: bool) -> Schema:
    """The document.

    Args:
        limits: Of the server.
        key_required: Whether clients must have a key.
    """
    schema: Schema = {
        "openapi": "3.1.0",
        "info": {
            "title": "yongeo",
            "version": version("yongeo"),
            "description": "Korean to English with every term rendered exactly as the glossary says. "
            "Speaks the API of LibreTranslate, and version 2 of that of DeepL under /v2.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {**_libretranslate(limits), **_deepl(), **_own()},
        "components": {
            "schemas": _SCHEMAS,
            "securitySchemes": {
                "key": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "Authorization",
                    "description": "`DeepL-Auth-Key KEY` or `Bearer KEY`. LibreTranslate's clients send "
                    "the field `api_key` instead.",
                }
            },
        },
    }
    if key_required:
        schema["security"] = [{"key": []}]
        for path in ("/", "/health", "/languages", "/frontend/settings", "/openapi.json"):
            schema["paths"][path]["get"]["security"] = []
        schema["paths"]["/download_file/{id}/{name}"]["get"]["security"] = []
    return schema


def _libretranslate(limits: Limits) -> Schema:
    request: Schema = {
        "type": "object",
        "required": ["q", "target"],
        "properties": {
            "q": {
                "description": f"Text or texts, {limits.characters:,} characters at most together",
                "anyOf": [_TEXT, {"type": "array", "items": _TEXT, "maxItems": 1000}],
            },
            "source": {"type": ["string", "null"], "pattern": rf"{_KOREAN}|^auto$", "default": "auto"},
            "target": {"type": "string", "pattern": _ENGLISH},
            "format": {"enum": ["text", "html", None], "default": "text"},
            "alternatives": {
                "type": ["integer", "null"],
                "minimum": 0,
                "default": 0,
                "description": "None are offered",
            },
            "glossary": {
                "description": "Name of a glossary, YAML text, or a mapping of terms to their renderings",
                "anyOf": [
                    {"type": ["string", "null"]},
                    {"type": "object"},
                    _list(_object(source=_TEXT, target=_TEXT)),
                ],
            },
            "segments": {
                "type": ["boolean", "null"],
                "default": False,
                "description": "Send the sentences too",
            },
            "api_key": _TEXT_OR_NULL,
        },
    }
    form: Schema = {
        "type": "object",
        "required": ["file", "target"],
        "properties": {
            "file": {"type": "string", "format": "binary"},
            "source": {"type": "string", "pattern": rf"{_KOREAN}|^auto$", "default": "auto"},
            "target": {"type": "string", "pattern": _ENGLISH},
            "glossary": {"type": "string", "description": "Name of a glossary, or YAML text"},
            "api_key": _TEXT_OR_NULL,
        },
    }
    errors = ("400", "403", "404", "408", "413", "415", "429", "503", "504")
    return {
        "/translate": {
            "post": _operation("Translate text or HTML", "Translated", errors, request=_json(request))
        },
        "/translate_file": {
            "post": {
                **_operation("Translate a file", "Uploaded", errors),
                "requestBody": {"required": True, "content": {"multipart/form-data": {"schema": form}}},
            }
        },
        "/download_file/{id}/{name}": {
            "parameters": [_path("id"), _path("name")],
            "get": {
                "summary": "Fetch a translated file, for half an hour",
                "responses": {
                    "200": {
                        "description": "The file",
                        "content": {
                            "application/octet-stream": {"schema": {"type": "string", "format": "binary"}}
                        },
                    },
                    **_errors(("404", "429")),
                },
            },
        },
        "/detect": {
            "post": _operation(
                "Tell Korean from English",
                "Detections",
                ("400", "403", "408", "413", "415", "429"),
                request=_json(
                    {
                        "type": "object",
                        "required": ["q"],
                        "properties": {"q": _TEXT, "api_key": _TEXT_OR_NULL},
                    }
                ),
            )
        },
        "/languages": {"get": _operation("Languages", "Languages", ("429",))},
        "/frontend/settings": {"get": _operation("Settings", "Settings", ("429",))},
    }


def _deepl() -> Schema:
    request: Schema = {
        "type": "object",
        "required": ["text", "target_lang"],
        "properties": {
            "text": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT, "maxItems": 50}]},
            "source_lang": {"type": ["string", "null"], "pattern": _KOREAN},
            "target_lang": {"type": "string", "pattern": _ENGLISH},
            "tag_handling": {"enum": ["xml", "html", None]},
            "ignore_tags": {
                "description": "Elements of which nothing is translated, where tags are handled",
                "anyOf": [_TEXT_OR_NULL, {"type": "array", "items": _TEXT, "maxItems": 1000}],
            },
            "glossary_id": {
                "type": ["string", "null"],
                "description": "Id of a glossary, or name of a file's",
            },
        },
    }
    create: Schema = {
        "type": "object",
        "required": ["name", "source_lang", "target_lang", "entries"],
        "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 1024},
            "source_lang": {"type": "string", "pattern": _KOREAN},
            "target_lang": {"type": "string", "pattern": _ENGLISH},
            "entries": {"type": "string", "description": "One pair of terms a line"},
            "entries_format": {"enum": ["tsv", "csv", None], "default": "tsv"},
        },
    }
    errors = ("400", "403", "404", "408", "413", "415", "429", "503", "504")
    created = _operation("Create a glossary", "Glossary", (*errors, "456"), True, _json(create))
    created["responses"]["201"] = created["responses"].pop("200")
    return {
        "/v2/translate": {
            "post": _operation("Translate texts", "Translations", errors, True, _json(request))
        },
        "/v2/languages": {
            "get": {
                **_operation("Languages", "DeepLLanguages", ("400", "403", "429"), True),
                "parameters": [{"name": "type", "in": "query", "schema": {"enum": ["source", "target"]}}],
            }
        },
        "/v2/usage": {"get": _operation("Characters so far", "Usage", ("403", "429"), True)},
        "/v2/glossary-language-pairs": {"get": _operation("Language pairs", "Pairs", ("403", "429"), True)},
        "/v2/glossaries": {
            "get": _operation("All glossaries", "GlossaryList", ("403", "429"), True),
            "post": created,
        },
        "/v2/glossaries/{id}": {
            "parameters": [_path("id")],
            "get": _operation("A glossary", "Glossary", ("400", "403", "404", "429"), True),
            "delete": {
                "summary": "Delete a glossary",
                "responses": {
                    "204": {"description": "Deleted"},
                    **_errors(("400", "403", "404", "429"), True),
                },
            },
        },
        "/v2/glossaries/{id}/entries": {
            "parameters": [_path("id")],
            "get": {
                "summary": "A glossary's terms",
                "responses": {
                    "200": {
                        "description": "One pair of terms a line",
                        "content": {"text/tab-separated-values": {"schema": _TEXT}},
                    },
                    **_errors(("400", "403", "404", "429"), True),
                },
            },
        },
    }


def _own() -> Schema:
    def page(summary: str, kind: str) -> Schema:
        return {
            "summary": summary,
            "responses": {
                "200": {"description": summary, "content": {kind: {"schema": _TEXT}}},
                **_errors(("403", "429")),
            },
        }

    return {
        "/": {"get": page("A page for people", "text/html")},
        "/health": {"get": _operation("Whether the server is up", "Health", ())},
        "/metrics": {"get": page("Figures for Prometheus", "text/plain")},
        "/openapi.json": {"get": _operation("This document", "Any", ("429",))},
        "/glossaries": {"get": _operation("Glossaries with names", "Names", ("403", "429"))},
        "/glossaries/{name}": {
            "parameters": [_path("name")],
            "get": _operation("A glossary and its file's text", "Terms", ("400", "403", "404", "429")),
        },
    }


def _operation(
    summary: str,
    answer: str,
    errors: tuple[str, ...],
    deepl: bool = False,
    request: Schema | None = None,
) -> Schema:
    operation: Schema = {
        "summary": summary,
        "responses": {
            "200": {"description": summary, **_json({"$ref": f"#/components/schemas/{answer}"})},
            **_errors(errors, deepl),
        },
    }
    if request:
        operation["requestBody"] = {"required": True, **request}
    return operation


def _errors(statuses: tuple[str, ...], deepl: bool = False) -> Schema:
    schema = {"$ref": f"#/components/schemas/{'DeepLError' if deepl else 'Error'}"}
    return {status: {"description": _STATUS[status], **_json(schema)} for status in statuses}


def _json(schema: Schema) -> Schema:
    return {"content": {"application/json": {"schema": schema}}}


def _path(name: str) -> Schema:
    return {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _one_or_more(schema: Schema) -> Schema:
    return {"anyOf": [schema, _list(schema)]}


_STATUS = {
    "400": "The request is wrong",
    "403": "The key or the origin is wrong",
    "404": "There is no such thing",
    "408": "The body does not come",
    "413": "Too much at a time",
    "415": "The body is neither JSON nor a form",
    "429": "Too many requests",
    "456": "No room left",
    "503": "The engine cannot translate, or too many requests wait",
    "504": "It took too long",
}

_PIN = _object(
    source=_TEXT,
    target=_TEXT,
    surface=_TEXT,
    start=_NUMBER_OR_NULL,
    end=_NUMBER_OR_NULL,
    tstart=_NUMBER_OR_NULL,
    tend=_NUMBER_OR_NULL,
    how={"enum": ["marker", "retry", "repair", "missed", None]},
)
_DETECTED = _object(
    confidence={"type": "number", "minimum": 0, "maximum": 100}, language={"enum": ["ko", "en"]}
)
_GLOSSARY = _object(
    glossary_id=_TEXT,
    name=_TEXT,
    ready={"const": True},
    source_lang=_TEXT,
    target_lang=_TEXT,
    creation_time={"type": "string", "format": "date-time"},
    entry_count={"type": "integer", "minimum": 0},
)
_SCHEMAS: Schema = {
    "Any": {"type": "object"},
    "Error": _object(error=_TEXT),
    "DeepLError": _object(message=_TEXT),
    "Health": _object(status={"const": "ok"}),
    "Translated": {
        "type": "object",
        "required": ["translatedText", "pins"],
        "properties": {
            "translatedText": _one_or_more(_TEXT),
            "pins": {"anyOf": [_list(_PIN), _list(_list(_PIN))]},
            "detectedLanguage": _one_or_more(_DETECTED),
            "alternatives": _list({"anyOf": [_TEXT, _list(_TEXT)]}),
            "segments": {"type": "array"},
        },
    },
    "Uploaded": _object(translatedFileUrl={"type": "string", "format": "uri"}),
    "Detections": _list(_DETECTED),
    "Languages": _list(_object(code=_TEXT, name=_TEXT, targets=_list(_TEXT))),
    "Settings": _object(
        apiKeys={"type": "boolean"},
        keyRequired={"type": "boolean"},
        charLimit={"type": "integer"},
        filesTranslation={"type": "boolean"},
        supportedFilesFormat=_list(_TEXT),
        suggestions={"type": "boolean"},
    ),
    "Names": _list(_object(id=_TEXT, name=_TEXT, entries={"type": "integer"})),
    "Terms": _object(
        id=_TEXT,
        name=_TEXT,
        entries=_list(_object(source=_TEXT, target=_TEXT)),
        yaml={"type": ["string", "null"]},
    ),
    "Translations": _object(
        translations=_list(
            _object(
                detected_source_language=_TEXT,
                text=_TEXT,
                billed_characters={"type": "integer"},
                pins=_list(_PIN),
            )
        )
    ),
    "DeepLLanguages": _list(
        {"type": "object", "required": ["language", "name"], "properties": {"language": _TEXT, "name": _TEXT}}
    ),
    "Usage": _object(character_count={"type": "integer"}, character_limit={"type": "integer"}),
    "Pairs": _object(supported_languages=_list(_object(source_lang=_TEXT, target_lang=_TEXT))),
    "Glossary": _GLOSSARY,
    "GlossaryList": _object(glossaries=_list(_GLOSSARY)),
}
