"""The models command, and models packed as others pack them, for several test files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

from click.testing import CliRunner, Result

from translate.commands import main
from translate.engines.choose import open_engine

GENERATOR = """\
name = "mine"
kind = "generator"
licence = "MIT"
source = "here"
longest = 100
prompt = {template = "<a>{source}<b>", end = "<c>"}
"""
SEQ2SEQ = """\
name = "mine"
kind = "seq2seq"
licence = "MIT"
source = "here"
longest = 100
pieces = {source_model = "source.spm"}
"""


def yongeo(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["models", *map(str, arguments)])


def zip_of(files: dict[str, bytes], path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def contents(folder: Path, prefix: str = "") -> dict[str, bytes]:
    return {prefix + path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def argos_package(model: Path, folder: Path) -> Path:
    """The tiny model packed as Argos Translate packs its own."""
    root = "translate-ko_en-1_1/"
    files = contents(model, f"{root}model/")
    files[f"{root}sentencepiece.model"] = files.pop(f"{root}model/both.spm")
    del files[f"{root}model/model.toml"]
    files[f"{root}metadata.json"] = json.dumps(
        {"from_code": "ko", "to_code": "en", "license": "CC0"}
    ).encode()
    files[f"{root}stanza/ko/tokenize.pt"] = b"a pickle"
    return zip_of(files, folder / "translate-ko_en-1_1.argosmodel")


def translates(folder: Path) -> bool:
    found = dict(open_engine(folder).translate(["시장은 오늘 문을 열었다.", "네"]))
    return sorted(found) == [0, 1]


def new(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
