"""A real server for tests: the application on a free port, with the engine that copies."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
import uvicorn

from translate.engines import Engine
from translate.engines.copy import CopyEngine
from translate.pipeline import Translator
from translate.serve.app import application
from translate.serve.glossaries import Glossaries
from translate.serve.limits import Keys, Limits
from translate.serve.service import Service


@dataclass(frozen=True)
class Client:
    """A server's address, and requests to it."""

    url: str
    service: Service

    def get(self, path: str, **request: object) -> requests.Response:
        return requests.get(self.url + path, timeout=60, **request)  # type: ignore[arg-type]

    def post(self, path: str, **request: object) -> requests.Response:
        return requests.post(self.url + path, timeout=60, **request)  # type: ignore[arg-type]

    def translate(self, q: object, **fields: object) -> dict:
        answer = self.post("/translate", json={"q": q, "source": "ko", "target": "en", **fields})
        assert answer.status_code == 200, answer.text
        return answer.json()


@contextmanager
def served(
    *,
    engine: Engine | None = None,
    limits: Limits | None = None,
    keys: Iterable[str] = (),
    folder: Path | None = None,
    cors: Iterable[str] = (),
    local: bool = True,
) -> Iterator[Client]:
    """A server as long as the block runs."""
    service = Service(Translator(engine or CopyEngine()), limits or Limits(), Keys(keys), Glossaries(folder))
    app = application(service, local=local, cors=cors)
    server = uvicorn.Server(
        uvicorn.Config(app, port=0, log_level="critical", lifespan="on", backlog=4096, access_log=False)
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield Client(f"http://127.0.0.1:{port}", service)
    finally:
        server.should_exit = True
        thread.join()
