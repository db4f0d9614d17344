"""Listen, and stop without losing what is in hand."""

from __future__ import annotations

import signal
import socket
import sys

import click
import uvicorn
from starlette.applications import Starlette

from translate.errors import EngineError
from translate.serve.logs import set_up

_SECONDS = 60  # that requests in hand have after the signal to stop


def run(app: Starlette, host: str, port: int) -> None:
    """Serve until SIGTERM or SIGINT; requests in hand are finished.

    Args:
        app: The application.
        host: Address to listen on.
        port: Port; 0 takes a free one.

    Raises:
        EngineError: The address cannot be used.
    """
    set_up()
    config = uvicorn.Config(
        app,
        host,
        port,
        log_config=None,
        access_log=False,
        backlog=4096,
        server_header=False,
        timeout_graceful_shutdown=_SECONDS,
        timeout_keep_alive=20,
        h11_max_incomplete_event_size=64 * 1024,
    )
    try:
        listening = _listening(host, port)
    except OSError as error:
        raise EngineError(
            f"cannot listen on {host}:{port} ({error.strerror})", mend="take another --port"
        ) from None
    # uvicorn raises the signal again once it has stopped; that it was asked to is no failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: sys.exit(0))
    _Server(config).run([listening])


class _Server(uvicorn.Server):
    """Says where it listens as soon as it does."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        for listening in sockets or () if self.started else ():
            host, port = listening.getsockname()[:2]
            host = f"[{host}]" if ":" in host else host
            click.echo(f"yongeo: listening on http://{host}:{port}/", err=True)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((host, port))
    return listening
