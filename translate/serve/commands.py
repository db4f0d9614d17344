"""The command ``yongeo serve``."""

from __future__ import annotations

import ipaddress
import os
from pathlib import Path
from typing import Any

import click

from translate.errors import EngineError, InputError

_KEY_VARIABLE = "YONGEO_API_KEY"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=5000, show_default=True, type=click.IntRange(0, 65535), help="0: any free one."
)
@click.option(
    "--glossary-folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of YAML glossaries that requests may name.",
)
@click.option("--engine", default="local", show_default=True, help="local, or a service: google, deepl …")
@click.option("--model", help="Name or folder of a local model; the embedded one by default.")
@click.option("--beam", type=click.IntRange(1, 16), help="Beam size; the model's own by default.")
@click.option("--threads", type=click.IntRange(1), help="Processor cores to use; all by default.")
@click.option("--memory", help="Translation memory file; none by default.")
@click.option("--no-numerals", is_flag=True, help="Leave numbers, money and dates to the model.")
@click.option(
    "--api-key",
    "keys",
    multiple=True,
    envvar=_KEY_VARIABLE,
    help="Key that clients must send; repeatable.",
)
@click.option(
    "--api-key-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="File with one key a line.",
)
@click.option(
    "--max-bytes", default=4 * 1024 * 1024, show_default=True, type=click.IntRange(1024), help="Of a request."
)
@click.option(
    "--max-characters",
    default=200_000,
    show_default=True,
    type=click.IntRange(1),
    help="Of a request's texts.",
)
@click.option(
    "--rate", type=click.IntRange(1), help="Most requests a minute of one client; no limit by default."
)
@click.option(
    "--timeout", default=600.0, show_default=True, type=click.FloatRange(0.1), help="Most seconds a request."
)
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Origin whose pages may call; repeatable.")
def serve(host: str, port: int, **options: Any) -> None:
    """Serve translation over HTTP: the APIs of LibreTranslate and DeepL, and a page at /.

    \b
    yongeo serve --glossary-folder glossaries/
    curl -H 'Content-Type: application/json' -d '{"q": "…", "source": "ko", "target": "en"}' \\
        http://127.0.0.1:5000/translate
    """
    try:
        import prometheus_client  # noqa: F401
        import python_multipart  # noqa: F401
        import starlette  # noqa: F401
        import uvicorn  # noqa: F401
    except ImportError:
        raise EngineError("the server needs more packages", mend="pip install 'yongeo[serve]'") from None
    from glossary.entry import Entry, Glossary
    from translate.pipeline import Translator
    from translate.serve.app import application
    from translate.serve.glossaries import Glossaries
    from translate.serve.limits import Keys, Limits
    from translate.serve.run import run
    from translate.serve.service import Service

    keys = list(options["keys"])
    if options["api_key_file"]:
        keys += options["api_key_file"].read_text("utf-8-sig", "replace").splitlines()
    asked = bool(keys or options["api_key_file"] or _KEY_VARIABLE in os.environ)
    keys = [key.strip() for key in keys if key.strip()]
    if asked and not keys:
        raise InputError(
            f"no key in --api-key, --api-key-file or {_KEY_VARIABLE}",
            mend="give one, or leave them all out to serve everybody",
        )
    local = _is_loopback(host)
    if not local and not keys:
        click.echo(f"yongeo: {host} can be reached from elsewhere, and no --api-key is set", err=True)
    translator = Translator(
        options["engine"],
        options["model"],
        None if options["memory"] in (None, "none") else Path(options["memory"]),
        not options["no_numerals"],
        beam=options["beam"],
        threads=options["threads"],
    )
    if options["engine"] == "local":  # whoever comes first should not wait for the libraries to load
        translator.translate("서산에 공장을 짓는다.", Glossary((Entry("서산", "Seosan"),)))
    limits = Limits(
        bytes=options["max_bytes"],
        characters=options["max_characters"],
        rate=options["rate"],
        seconds=options["timeout"],
    )
    service = Service(translator, limits, Keys(keys), Glossaries(options["glossary_folder"]))
    run(application(service, local=local, cors=options["cors"]), host, port)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
