"""The application: all routes, and what every request passes on its way in and out."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import PurePath
from typing import Any

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from glossary.errors import GlossaryError, YongeoError
from translate.errors import InputError
from translate.serve import deepl, libretranslate
from translate.serve.errors import Rejected
from translate.serve.limits import Rates, bounded, check_origin, too_large
from translate.serve.logs import LOG, log
from translate.serve.openapi import document
from translate.serve.service import Service

_POLICY = (
    "default-src 'none'; script-src 'sha256-{script}'; style-src 'sha256-{style}'; connect-src 'self'; "
    "img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def application(service: Service, *, local: bool = True, cors: Iterable[str] = ()) -> Starlette:
    """The ASGI application.

    Args:
        service: The parts that requests share; started and stopped with the application.
        local: Whether it is bound to the loopback interface.
        cors: Origins whose pages may call it.
    """
    page, policy = _page()
    origins = tuple(cors)

    async def index(request: Request) -> Response:
        return HTMLResponse(page, headers={"Content-Security-Policy": policy})

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok"})

    async def openapi(request: Request) -> Response:
        return JSONResponse(document(service.limits, service.keys.required))

    async def metrics(request: Request) -> Response:
        service.keys.check(request)
        return Response(service.metrics.text(), media_type="text/plain; version=0.0.4; charset=utf-8")

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        service.start()
        log("started", engine=service.translator.engine.name, model=service.translator.engine.model)
        yield
        service.stop()
        log("stopped")

    middleware = [Middleware(_Gate, service=service, local=local, origins=origins)]
    if origins:
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=origins, allow_methods=["*"], allow_headers=["*"])
        )
    return Starlette(
        routes=[
            Route("/", index),
            Route("/health", health),
            Route("/openapi.json", openapi),
            Route("/metrics", metrics),
            *libretranslate.routes(service),
            *deepl.routes(service),
        ],
        middleware=middleware,
        exception_handlers={YongeoError: _explained, HTTPException: _plain, Exception: _fault},
        lifespan=lifespan,
    )


class _Gate:
    """Checks where a request comes from, how large and how often, before anything is read; logs it after."""

    def __init__(self, app: ASGIApp, service: Service, local: bool, origins: tuple[str, ...]) -> None:
        self._app = app
        self._service = service
        self._local = local
        self._origins = origins
        self._rates = Rates(service.limits.rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begin = time.perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "no-referrer")
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        limits = self._service.limits
        most = limits.file_bytes if scope["path"] == "/translate_file" else limits.bytes
        try:
            headers = Headers(scope=scope)
            check_origin(headers, self._local, self._origins)
            if scope["path"] != "/health":
                self._rates.take(scope["client"][0] if scope.get("client") else "")
            length = headers.get("content-length", "")
            if length.isdecimal() and int(length) > most:
                raise too_large(most)
        except Rejected as error:
            await _explained(Request(scope), error)(scope, receive, noted)
        else:
            await self._app(scope, bounded(receive, most), noted)
        finally:
            seconds = time.perf_counter() - begin
            route = getattr(scope.get("route"), "path", "other")
            self._service.metrics.requests.labels(route, _method(scope), str(status)).inc()
            self._service.metrics.seconds.labels(route).observe(seconds)
            log("request", method=_method(scope), route=route, status=status, seconds=round(seconds, 4))


def _method(scope: Scope) -> str:
    method: str = scope["method"]
    return method if method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS", "PUT", "PATCH") else "other"


def _explained(request: Request, error: Exception) -> Response:
    """An error of our own: the client's, unless the engine or the server cannot go on."""
    assert isinstance(error, YongeoError)
    if isinstance(error, Rejected):
        return _error(request, error.status, str(error), error.headers)
    # The server's folders are its own business; what has a line but no file stands in the request.
    where = PurePath(error.path).name if error.path is not None else "glossary" if error.line else None
    told = str(YongeoError(error.message, path=where, line=error.line, column=error.column, mend=error.mend))
    if isinstance(error, (GlossaryError, InputError)):
        return _error(request, 400, told)
    LOG.error("engine failed", exc_info=error)
    return _error(request, 503, told)


def _plain(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _error(request, error.status_code, error.detail, dict(error.headers or {}))


def _fault(request: Request, error: Exception) -> Response:
    LOG.error("fault", exc_info=error)
    return _error(request, 500, "the server has a fault; its log says where")


def _error(
    request: Request, status: int, message: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    # DeepL's clients look for "message", LibreTranslate's for "error".
    name = "message" if request.url.path.startswith("/v2/") else "error"
    return JSONResponse({name: message}, status, headers=headers)


def _page() -> tuple[str, str]:
    """The page and the policy that lets only its own script and style run."""
    import base64
    import hashlib
    import re

    page = files("translate.serve").joinpath("page.html").read_text(encoding="utf-8")

    def digest(tag: str) -> str:
        found: Any = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()

    return page, _POLICY.format(script=digest("script"), style=digest("style"))
