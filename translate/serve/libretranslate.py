"""The API of LibreTranslate, with ``glossary`` in requests and ``pins`` in answers."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from translate.serve import files
from translate.serve.fields import check_pair
from translate.serve.service import Service
from translate.serve.texts import detected

_FORMATS = ("text", "html")
_MOST_TEXTS = 1000


def routes(service: Service) -> list[Route]:
    """The routes, bound to a server's parts.

    Args:
        service: The parts.
    """

    async def translate(request: Request) -> Response:
        fields = await service.fields(request, "api_key")
        wanted, several = fields.texts("q", _MOST_TEXTS)
        automatic = check_pair(fields, "source", "target", "auto")
        markup = fields.choice("format", _FORMATS, "text") == "html"
        alternatives = fields.number("alternatives", 0)
        with_segments = fields.flag("segments")
        matcher = await service.matcher(fields)
        done = await service.english(request, wanted, markup, matcher)
        answer: dict[str, Any] = {
            "translatedText": [one.text for one in done],
            "pins": [one.pins for one in done],
        }
        if automatic:
            answer["detectedLanguage"] = [detected(text) for text in wanted]
        if alternatives:  # there is only one translation that keeps the terms
            answer["alternatives"] = [[] for _ in done]
        if with_segments:
            answer["segments"] = [one.segments for one in done]
        if not several:
            answer = {name: values[0] for name, values in answer.items()}
        return JSONResponse(answer)

    async def detect(request: Request) -> Response:
        fields = await service.fields(request, "api_key")
        return JSONResponse([detected(fields.text("q"))])

    async def languages(request: Request) -> Response:
        return JSONResponse(
            [
                {"code": "ko", "name": "Korean", "targets": ["en"]},
                {"code": "en", "name": "English", "targets": []},
            ]
        )

    async def settings(request: Request) -> Response:
        from translate.formats import suffixes

        return JSONResponse(
            {
                "apiKeys": service.keys.required,
                "keyRequired": service.keys.required,
                "charLimit": service.limits.characters,
                "filesTranslation": True,
                "supportedFilesFormat": sorted(suffixes()),
                "frontendTimeout": 500,
                "suggestions": False,
                "language": {
                    "source": {"code": "ko", "name": "Korean"},
                    "target": {"code": "en", "name": "English"},
                },
            }
        )

    async def translate_file(request: Request) -> Response:
        fields = await service.fields(request, "api_key")
        upload = fields.upload("file")
        check_pair(fields, "source", "target", "auto")
        matcher = await service.matcher(fields)
        name, data = files.name_of(upload), await upload.read()
        document = await service.aside(lambda: files.read(name, data))
        service.count(sum(len(segment.source) for segment in document.segments))
        done = await service.translated(request, [document], matcher)
        name, data = await service.aside(lambda: files.write(done[0], name))
        id = await service.aside(lambda: service.downloads.put(name, data))
        return JSONResponse({"translatedFileUrl": f"{request.base_url}download_file/{id}/{quote(name)}"})

    async def download_file(request: Request) -> Response:
        path, name = service.downloads.get(request.path_params["id"])
        # Never shown in the browser as a page of this server: a translated file may hold scripts.
        return FileResponse(path, filename=name, media_type="application/octet-stream")

    async def glossaries(request: Request) -> Response:
        service.keys.check(request)
        names = await service.aside(lambda: list(service.glossaries))
        return JSONResponse([{"id": one.id, "name": one.name, "entries": len(one.glossary)} for one in names])

    async def glossary(request: Request) -> Response:
        service.keys.check(request)
        found = await service.aside(lambda: service.glossaries.find(request.path_params["name"]))
        entries = [{"source": entry.source, "target": entry.target} for entry in found.glossary]
        text = None
        if found.path is not None:
            text = await service.aside(lambda: found.path.read_text(encoding="utf-8-sig"))  # type: ignore[union-attr]
        return JSONResponse({"id": found.id, "name": found.name, "entries": entries, "yaml": text})

    return [
        Route("/translate", translate, methods=["POST"]),
        Route("/detect", detect, methods=["POST"]),
        Route("/languages", languages),
        Route("/frontend/settings", settings),
        Route("/translate_file", translate_file, methods=["POST"]),
        Route("/download_file/{id}/{name}", download_file),
        Route("/glossaries", glossaries),
        Route("/glossaries/{name}", glossary),
    ]
