"""The API of DeepL, version 2, as far as its official clients use it for texts and glossaries."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from translate.serve.errors import Rejected
from translate.serve.fields import Fields, check_pair
from translate.serve.glossaries import Named, tabbed
from translate.serve.service import Service
from translate.serve.texts import detected

_MOST_TEXTS = 50
_MOST_TAGS = 1000
_LIMIT = 1_000_000_000_000


def routes(service: Service) -> list[Route]:
    """The routes, bound to a server's parts.

    Args:
        service: The parts.
    """

    async def translate(request: Request) -> Response:
        fields = await service.fields(request, "auth_key")
        wanted, _ = fields.texts("text", _MOST_TEXTS)
        source = fields.text("source_lang", "ko")  # what is not said is taken for Korean
        check_pair(Fields({**fields.values, "source_lang": source}), "source_lang", "target_lang", None)
        markup = fields.optional("tag_handling") is not None
        if markup:
            fields.choice("tag_handling", ("xml", "html"), "xml")
        kept = _names(fields, "ignore_tags")
        id = fields.text("glossary_id", "")
        matcher = (await service.aside(lambda: service.glossaries.find(id))).matcher if id else None
        done = await service.english(request, wanted, markup, matcher, kept)
        return JSONResponse(
            {
                "translations": [
                    {
                        "detected_source_language": detected(text)["language"].upper(),
                        "text": one.text,
                        "billed_characters": len(text),
                        "pins": one.pins,
                    }
                    for text, one in zip(wanted, done, strict=True)
                ]
            }
        )

    async def languages(request: Request) -> Response:
        service.keys.check(request)
        kind = request.query_params.get("type")
        if kind is None:  # the official client sends it in the body of a GET
            body = await request.body()
            kind = "target" if body == b"type=target" else "source"
        if kind not in ("source", "target"):
            raise Rejected(400, "type must be source or target")
        if kind == "source":
            return JSONResponse([{"language": "KO", "name": "Korean"}])
        return JSONResponse(
            [{"language": "EN-US", "name": "English (American)", "supports_formality": False}]
        )

    async def usage(request: Request) -> Response:
        service.keys.check(request)
        return JSONResponse({"character_count": service.characters, "character_limit": _LIMIT})

    async def pairs(request: Request) -> Response:
        service.keys.check(request)
        return JSONResponse({"supported_languages": [{"source_lang": "ko", "target_lang": "en"}]})

    async def glossaries(request: Request) -> Response:
        if request.method == "POST":
            fields = await service.fields(request, "auth_key")
            name = fields.text("name")
            if not name.strip() or len(name) > 1024:
                raise Rejected(400, "name must have 1 to 1,024 characters")
            check_pair(fields, "source_lang", "target_lang", None)
            format = fields.choice("entries_format", ("tsv", "csv"), "tsv")
            entries = fields.text("entries")
            made = await service.aside(lambda: service.glossaries.create(name, entries, format))
            return JSONResponse(_described(made), 201)
        service.keys.check(request)
        named = await service.aside(lambda: list(service.glossaries))
        return JSONResponse({"glossaries": [_described(one) for one in named]})

    async def glossary(request: Request) -> Response:
        service.keys.check(request)
        id = request.path_params["id"]
        if request.method == "DELETE":
            await service.aside(lambda: service.glossaries.delete(id))
            return Response(status_code=204)
        return JSONResponse(_described(await service.aside(lambda: service.glossaries.find(id))))

    async def entries(request: Request) -> Response:
        service.keys.check(request)
        found = await service.aside(lambda: service.glossaries.find(request.path_params["id"]))
        return PlainTextResponse(tabbed(found.glossary), media_type="text/tab-separated-values")

    return [
        Route("/v2/translate", translate, methods=["POST"]),
        Route("/v2/languages", languages),
        Route("/v2/usage", usage),
        Route("/v2/glossary-language-pairs", pairs),
        Route("/v2/glossaries", glossaries, methods=["GET", "POST"]),
        Route("/v2/glossaries/{id}", glossary, methods=["GET", "DELETE"]),
        Route("/v2/glossaries/{id}/entries", entries),
    ]


def _names(fields: Fields, name: str) -> set[str]:
    """Names of elements, in a list or with commas between them; none where they are not sent."""
    if fields.values.get(name) is None:
        return set()
    names, _ = fields.texts(name, _MOST_TAGS)
    return {one.strip().lower() for several in names for one in several.split(",")} - {""}


def _described(named: Named) -> dict[str, Any]:
    return {
        "glossary_id": named.id,
        "name": named.name,
        "ready": True,
        "source_lang": "ko",
        "target_lang": "en",
        "creation_time": named.made.isoformat(timespec="microseconds").replace("+00:00", "Z"),
        "entry_count": len(named.glossary),
    }
