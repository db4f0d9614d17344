"""The part that runs argos-translate itself beside yongeo, on the same weights as an Argos package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median

from tests.bench.measure import Row, Task, in_turns, row
from tests.bench.package import NAME, pack, write_package
from tests.bench.sample import sentences
from tests.bench.setting import SAME_DECODINGS, Setting, decode, recorded, weights_name
from translate.engines.choose import open_engine
from translate.engines.local import cores
from translate.errors import EngineError
from translate.models.manifest import Manifest
from translate.models.store import resolve
from translate.pipeline import Translator

_SKIPPED = [
    "",
    "argos-translate is not in the table. To have it there: `python -m venv X`,",
    "`X/bin/pip install argostranslate`, and `--argos X/bin/python`.",
]
_DIFFERS = [
    "",
    "argos-translate runs its own code in its own Python, loaded beforehand, with its own defaults (beam 4,",
    "32 tokens a batch, length penalty 0.2), but for three things. Sentences are split by the rules that it",
    "adds to a spaCy pipeline (`ARGOS_CHUNK_TYPE=SPACY`), here an empty one: its default fetches a neural",
    "splitter from the network, which would take it more time. It has as many threads as yongeo. Its cache",
    "of the last text is emptied after each. yongeo has its defaults, beam 4 as well. The text has no terms",
    "and no numbers, which only yongeo would keep, and no sentence twice. Seeded weights say one invented",
    "word for each piece of the source, so that both decode as many steps.",
]
# Where argos-translate caches spaCy's model lies a pipeline without any. A text is followed by an empty one
# because argos-translate remembers the paragraphs of the last.
_PROGRAM = """
import importlib.metadata, json, os, pathlib, sys
import spacy
splitter = pathlib.Path(os.environ["XDG_CACHE_HOME"], "argos-translate", "spacy")
(splitter / "senter").mkdir(parents=True)
(splitter / "senter" / "model").touch()
spacy.blank("xx").to_disk(splitter)
from argostranslate import package, translate
package.install_from_path(sys.argv[1])
print(json.dumps(importlib.metadata.version("argostranslate")), flush=True)
for line in sys.stdin:
    print(json.dumps(translate.translate(json.loads(line), "ko", "en")), flush=True)
    translate.translate("", "ko", "en")
"""


def notes(setting: Setting) -> list[str]:
    """What the table does not say about argos-translate, as lines.

    Args:
        setting: Of the run.
    """
    return _DIFFERS if setting.argos else _SKIPPED


def argos(setting: Setting) -> Iterator[Row]:
    """End to end against argos-translate, and against CTranslate2 alone; nothing without argos-translate."""
    if setting.argos is None:
        return
    package, cache = setting.folder / f"{NAME}.argosmodel", setting.folder / "cache"
    given = _given(setting.model)
    if given and given.pieces:
        pack(package, given.folder, (given.folder / given.pieces.source_model).read_bytes())
    else:
        write_package(package)
    add = [sys.executable, "-m", "translate", "models", "add", str(package)]
    subprocess.run(add, env=os.environ | {"YONGEO_CACHE": str(cache)}, stdout=subprocess.DEVNULL, check=True)
    engine = open_engine(cache / "models" / NAME)
    translator = Translator(engine, memory=None)
    with _started(setting.argos, package, setting.folder / "argos") as (version, ask):
        for count in (30,) if setting.quick else (30, 300):
            text = _text(count)
            calls = recorded(engine, partial(translator.translate, text))
            tasks: dict[str, Task] = {
                "yongeo, text to text": partial(translator.translate, text),
                SAME_DECODINGS: partial(decode, getattr(engine, weights_name(engine)), calls),
                f"argos-translate {version}": partial(ask, text),
            }
            ask(text)
            seconds = in_turns(tasks, 3)
            decodings = sum(len(call.inputs) for call in calls)
            model = given.name if given else "seeded weights of OPUS-MT's size"
            part = f"Beside argos-translate: {model}, {count} sentences, {decodings} decodings"
            base, *others = tasks
            yield Row(part, base, f"{median(seconds[base]):.2f} s")
            for case, aim in zip(others, ("≥ 0.97", "≥ 3"), strict=True):
                value = f"{median(seconds[case]):.2f} s"
                yield row(part, case, value, seconds[case], seconds[base], "yongeo", aim)


def _text(count: int) -> str:
    """Different sentences without numbers, every third a long one, three to a paragraph."""
    lines = dict.fromkeys(
        line for line in islice(sentences(seed=3), 16 * count) if not any(map(str.isdigit, line))
    )
    clauses = iter(lines)
    paragraphs = [
        f"{next(clauses)} {next(clauses)} {next(clauses)[:-2]}고, {next(clauses)}" for _ in range(count // 3)
    ]
    return "\n\n".join(paragraphs) + "\n"


def _given(model: str | None) -> Manifest | None:
    """The model of the run, where it is one that an Argos package can hold as it is."""
    manifest = Manifest.load(resolve(model)) if model else None
    pieces = manifest.pieces if manifest else None
    if pieces is None or pieces.source_model != pieces.target_model:
        return None
    return None if pieces.source_prefix or pieces.source_suffix or pieces.target_prefix else manifest


@contextmanager
def _started(python: Path, package: Path, folder: Path) -> Iterator[tuple[str, Callable[[str], str]]]:
    """argos-translate with the package installed: its version, and what translates a text."""
    environment = os.environ | {
        **{f"XDG_{kind}_HOME": str(folder / kind) for kind in ("DATA", "CACHE", "CONFIG")},
        "ARGOS_PACKAGES_DIR": str(folder / "packages"),
        "ARGOS_CHUNK_TYPE": "SPACY",
        "ARGOS_INTRA_THREADS": str(cores()),
    }
    command = [str(python), "-I", "-c", _PROGRAM, str(package)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=environment, stdin=pipe, stdout=pipe, encoding="utf-8") as process:
        assert process.stdin and process.stdout

        def answer() -> str:
            assert process.stdout
            line = process.stdout.readline()
            if not line:
                raise EngineError("argos-translate ended", mend=f"try `{python} -c 'import argostranslate'`")
            return str(json.loads(line))

        def ask(text: str) -> str:
            assert process.stdin
            process.stdin.write(json.dumps(text) + "\n")
            process.stdin.flush()
            return answer()

        yield answer(), ask
