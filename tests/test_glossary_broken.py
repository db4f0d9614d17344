"""Glossaries broken at random: refused in one line, and never changed."""

from __future__ import annotations

import random
from pathlib import Path

import test_glossary_edits
import test_glossary_merge
from glossary_cli import TEXT

from glossary import Entry, Glossary, GlossaryError
from glossary.lint import fixed, lint
from glossary.yamlfile import GlossaryFile, loads

MUTATIONS = 5000
SEEDS = (
    TEXT,
    test_glossary_edits.TestFormat.MESSY,
    test_glossary_merge.TestDiffAndMerge.BASE,
    "한은: BOK\n가온: 'Gaon'\n",
    "base: &b {target: BOK}\n".replace("base", "x-base") + "entries:\n  - <<: *b\n    source: 한은\n",
    "- source: 한은\r\n  target: >-\r\n    Bank of\r\n    Korea\r\n  note: |\r\n    중앙은행\r\n",
)
PIECES = (
    *(
        "- ",
        ": ",
        "\n",
        "\t",
        "  ",
        "{",
        "}",
        "[",
        "]",
        "&a ",
        "*a",
        "<<: ",
        "|\n",
        ">",
        "'",
        '"',
        "#",
        ",",
        "? ",
        "- - ",
    ),
    *("---\n", "...\n", "%YAML 1.1\n", "!!python/object:os.system ", "!!binary x", "null", "~", "\\", "\r"),
    *(
        "\u200b",
        "\ufeff",
        "\x00",
        "\x85",
        "가",
        "\ud7a3",
        "🙂",
        "source: ",
        "target: ",
        "entries:\n",
        "terms:\n",
    ),
    "status: old\n",
)


def test_5000_broken_glossaries_give_no_traceback_and_no_changed_byte(tmp_path: Path) -> None:
    chance = random.Random(20261127)
    path = tmp_path / "terms.yaml"
    refused = 0
    for number in range(MUTATIONS):
        data = bytearray(chance.choice(SEEDS).encode())
        for _ in range(chance.randint(1, 3)):
            place = chance.randrange(len(data) + 1)
            piece = chance.choice(PIECES).encode() if chance.random() < 0.7 else chance.randbytes(1)
            data[place : place + chance.choice((0, 0, 1, 9))] = piece
        path.write_bytes(data)
        try:
            file = GlossaryFile.open(path)
            before = file.glossary.entries
            file.add(Entry("고대역폭메모리", "high-bandwidth memory", note="x: y"))
            file.save()
        except GlossaryError as error:
            refused += 1
            assert "\n" not in str(error) and str(path) in str(error)
            assert path.read_bytes() == data
        else:
            assert {*Glossary.load(path).entries} == {
                *before,
                Entry("고대역폭메모리", "high-bandwidth memory", note="x: y"),
            }
        if number % 50 == 0:  # lint analyses Korean, which takes its time
            assert all("\n" not in str(finding) for finding in lint([(path, bytes(data))]))
            try:
                text = data.decode()
                loads(fixed(path, text), path)
            except (UnicodeDecodeError, GlossaryError):
                continue
    assert 0 < refused < MUTATIONS
