"""``yongeo models``: what there is, and getting more."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.group()
def models() -> None:
    """Models on this machine: list, build, verify, remove.

    Example: yongeo models list
    """


@models.command("list")
def list_() -> None:
    """Show the installed models.

    Example: yongeo models list
    """
    from translate.models.store import folder_size, installed

    for manifest in installed():
        size = folder_size(manifest.folder) / 1e6
        click.echo(f"{manifest.name}\t{manifest.kind}\t{size:.0f} MB\t{manifest.licence}\t{manifest.folder}")


@models.command()
@click.argument("model", default="koen")
def info(model: str) -> None:
    """Show what a model's model.toml says.

    Example: yongeo models info koen
    """
    from translate.models.manifest import FILE_NAME
    from translate.models.store import folder_size, resolve

    folder = resolve(model, progress=True)
    click.echo(f"# {folder}, {folder_size(folder) / 1e6:.0f} MB")
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

    click.echo(f"{name}: removed, {remove_model(name) / 1e6:.0f} MB free again")
