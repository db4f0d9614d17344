"""``yongeo models``: what there is, and getting more."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def models() -> None:
    """Models: what there is, and getting, making, checking and removing them.

    Example: yongeo models list
    """


@models.command("list")
def list_() -> None:
    """Show the installed models and the catalogue, tab-separated.

    Example: yongeo models list
    """
    from translate.models.catalogue import offers
    from translate.models.store import EMBEDDED, folder_size, installed

    present = {manifest.name: manifest for manifest in installed()}
    for manifest in present.values():
        size = _megabytes(folder_size(manifest.folder))
        click.echo("\t".join((manifest.name, "installed", size, manifest.licence, manifest.source)))
    if EMBEDDED not in present:
        click.echo(f"{EMBEDDED}\tembedded\tbuilt on first use\tApache-2.0")
    for offer in offers():
        if offer.name not in present:
            licence = offer.licence + (", non-commercial use only" if offer.noncommercial else "")
            languages, size = "-".join(offer.languages), _megabytes(offer.bytes)
            fields = (offer.name, languages, size, licence, offer.quality, offer.quality_source)
            click.echo("\t".join(fields))


@models.command()
@click.argument("name")
@click.option(
    "--accept-licence", is_flag=True, help="Use of the model will not be commercial, if it must not be."
)
def pull(name: str, accept_licence: bool) -> None:
    """Download a model of the catalogue; goes on where an earlier download broke off.

    YONGEO_MIRROR or HF_ENDPOINT name a mirror; proxies are taken from HTTPS_PROXY.

    Example: yongeo models pull opus-mt-tc-big-ko-en
    """
    from translate.models.catalogue import offer
    from translate.models.install import pull as pull_model
    from translate.models.progress import bar

    with bar(True) as steps:
        update = None

        def received(count: int, total: int) -> None:
            nonlocal update
            update = update or steps(f"downloading {name}", total)
            update(count)

        manifest = pull_model(offer(name), accept_licence=accept_licence, received=received)
    click.echo(f"{manifest.name}: {manifest.folder}")


@models.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("--name", help="What to call it; by default as the file or folder.")
def add(path: Path, name: str | None) -> None:
    """Install a model from a file or folder.

    A model folder, a CTranslate2 model, an .argosmodel, an OPUS-MT zip, or a Hugging Face checkpoint with
    safetensors (the last needs torch and transformers).

    Example: yongeo models add translate-ko_en-1_1.argosmodel --name argos
    """
    from translate.models.install import add as add_model

    manifest = add_model(path, name)
    click.echo(f"{manifest.name}: {manifest.folder}")


@models.command()
@click.argument("path", type=click.Path(path_type=Path, exists=True))
@click.option("-o", "--output", type=click.Path(path_type=Path), required=True, help="Folder to make.")
@click.option("--name", help="What to call it; by default as the folder made.")
def convert(path: Path, output: Path, name: str | None) -> None:
    """Make a model folder of a file or folder, as `add` does, without installing it.

    Example: yongeo models convert opus-2019-12-18.zip -o my-model
    """
    from translate.errors import ModelError
    from translate.models.convert import make_model

    try:
        output.mkdir(parents=True)
    except OSError as error:
        raise ModelError(f"cannot be made ({error.strerror})", path=output) from error
    make_model(path, output, name or output.name)
    click.echo(output)


@models.command()
@click.argument("model", default="koen")
def info(model: str) -> None:
    """Show what a model's model.toml says.

    Example: yongeo models info koen
    """
    from translate.models.manifest import FILE_NAME
    from translate.models.store import folder_size, resolve

    folder = resolve(model, progress=True)
    click.echo(f"# {folder}, {_megabytes(folder_size(folder))}")
    click.echo((folder / FILE_NAME).read_text(encoding="utf-8"), nl=False)


@models.command()
@click.argument("model", type=click.Choice(["koen"]), default="koen")
@click.option(
    "--base",
    type=click.Path(path_type=Path, dir_okay=False),
    help="GGUF file with the base weights; by default those of the installed packages.",
)
def build(model: str, base: Path | None) -> None:
    """Build the embedded model into the cache; does nothing if it is there.

    Example: yongeo models build koen
    """
    from translate.models.koen.build import ensure

    click.echo(ensure(base=base, progress=True))


@models.command()
@click.argument("model", default="koen")
def verify(model: str) -> None:
    """Check the files of a model against their SHA-256.

    Example: yongeo models verify koen
    """
    from translate.models.manifest import Manifest
    from translate.models.store import resolve

    manifest = Manifest.load(resolve(model))
    damaged = manifest.damaged()
    for name in damaged:
        click.echo(f"yongeo: {manifest.folder / name}: damaged or missing", err=True)
    if damaged:
        mend = f"`yongeo models remove {manifest.name}`, then build or pull it again"
        click.echo(f"yongeo: {mend}", err=True)
        sys.exit(1)
    click.echo(f"{manifest.name}: {len(manifest.files)} files as they should be")


@models.command()
@click.argument("name")
def remove(name: str) -> None:
    """Remove a model from the cache.

    Example: yongeo models remove koen
    """
    from translate.models.store import remove as remove_model

    click.echo(f"{name}: removed, {_megabytes(remove_model(name))} free again")


def _megabytes(count: int) -> str:
    return f"{count / 1e6:.0f} MB"
