"""``yongeo glossary``: looking into a glossary, and what is wrong with it, through the real command line."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from glossary_cli import TEXT, lines, out, run

from glossary import GlossaryError
from glossary.commands import glossary as group
from glossary.yamlfile import loads


class TestHelp:
    @pytest.mark.parametrize("name", sorted(group.commands))
    def test_every_command_has_help_with_an_example(self, name: str) -> None:
        text = out(name, "--help")
        assert (
            f"Example:\n    yongeo glossary {name} " in text or f"EDITOR=vim yongeo glossary {name}" in text
        )

    def test_the_commands_are_those_of_the_design(self) -> None:
        names = (
            "add diff edit export find fmt import lint list match merge remove rename schema set show suggest"
        )
        assert " ".join(sorted(group.commands)) == names

    def test_the_glossary_comes_from_the_environment(self, file: Path) -> None:
        assert "한은\tBOK" in out("list", YONGEO_GLOSSARY=str(file))

    @pytest.mark.parametrize(
        "arguments",
        [("list",), ("add", "-g", "x.yaml", "한은"), ("nonsense",), ("lint",), ("list", "--tga", "ai")],
    )
    def test_wrong_usage_is_status_2(self, arguments: tuple[str, ...], tmp_path: Path) -> None:
        assert run(*arguments, YONGEO_GLOSSARY="").exit_code == 2

    def test_a_missing_file_is_status_1_and_one_line(self, tmp_path: Path) -> None:
        result = run("list", "-g", tmp_path / "no.yaml")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"yongeo: {tmp_path / 'no.yaml'}: there is no such file; check the name\n"

    def test_no_heavy_library_is_imported_for_help(self) -> None:
        code = (
            "import sys\nfrom translate.commands import main\n"
            "try: main(['glossary', 'list', '--help'])\nexcept SystemExit: pass\n"
            "heavy = {'kiwipiepy', 'lxml', 'rich', 'ahocorasick', 'ruamel', 'numpy', 'openpyxl', 'yaml'}\n"
            "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
        )
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)


class TestList:
    @pytest.mark.parametrize(
        ("options", "sources"),
        [
            ((), ["생성형 AI", "한은", "인터넷진흥회", "챗GPT"]),
            (("--tag", "ai"), ["생성형 AI"]),
            (("--status", "deprecated"), ["인터넷진흥회"]),
            (("--text", "인공지능"), ["생성형 AI"]),
            (("--text", "chatgpt"), ["챗GPT"]),
            (("--text", "새말"), ["인터넷진흥회"]),
            (("--text", "없음"), []),
        ],
    )
    def test_filters(self, options: tuple[str, ...], sources: list[str], file: Path) -> None:
        assert [line.split("\t")[0] for line in lines(out("list", "-g", file, *options))] == sources
        assert [
            record["source"] for record in json.loads(out("list", "-g", file, "--json", *options))
        ] == sources

    def test_json_has_every_field(self, file: Path) -> None:
        assert json.loads(out("list", "-g", file, "--json"))[0] == {
            "source": "생성형 AI",
            "target": "generative AI",
            "variants": ["생성형 인공지능"],
            "case": "sentence",
            "match": "word",
            "forbid": [],
            "note": "",
            "status": "approved",
            "tags": ["ai"],
            "path": str(file),
            "line": 6,
        }

    def test_of_two_glossaries_the_later_counts(self, file: Path, tmp_path: Path) -> None:
        other = tmp_path / "b.yaml"
        other.write_text("한은: Bank of Korea\n", "utf-8")
        assert "한은\tBank of Korea" in out("list", "-g", file, "-g", other)

    def test_a_table_fits_a_narrow_terminal(self, file: Path) -> None:
        pty = pytest.importorskip("pty")
        leader, follower = pty.openpty()
        subprocess.run(
            [
                sys.executable,
                "-c",
                "from translate.commands import main; main()",
                "glossary",
                "list",
                "-g",
                file,
            ],
            stdout=follower,
            check=True,
            env={**os.environ, "COLUMNS": "50"},
        )
        os.close(follower)
        shown = re.sub(r"\x1b\[[0-9;]*m", "", os.read(leader, 100_000).decode())
        os.close(leader)
        from rich.cells import cell_len

        assert "source" in shown and "생성형 AI" in shown
        assert max(map(cell_len, shown.splitlines())) <= 50


class TestShowAndFind:
    def test_show_writes_the_entry_as_yaml(self, file: Path) -> None:
        assert out("show", "-g", file, "생성형 인공지능") == (
            f"# {file}:6\n- source: 생성형 AI\n  target: generative AI\n  variants: [생성형 인공지능]\n"
            "  case: sentence\n  tags: [ai]\n"
        )

    def test_show_suggests_the_nearest(self, file: Path) -> None:
        result = run("show", "-g", file, "생성헝 AI")
        assert result.exit_code == 1
        assert "there is no entry '생성헝 AI'; did you mean '생성형 AI'?" in result.stderr

    @pytest.mark.parametrize(
        ("query", "source", "how"),
        [
            ("한은", "한은", "exact"),
            ("생성형AI", "생성형 AI", "exact"),
            ("생성형", "생성형 AI", "part"),
            ("ㅅㅅㅎ", "생성형 AI", "initials"),
            ("ㅊGPT", "챗GPT", "initials"),
            ("생성ㅎ", "생성형 AI", "part"),
            ("생선형 AI", "생성형 AI", "alike"),
            ("genrative", "생성형 AI", "alike"),
            ("CHATGPT", "챗GPT", "exact"),
            ("한은", "한은", "exact"),
            ("ＢＯＫ", "한은", "exact"),
        ],
    )
    def test_find(self, query: str, source: str, how: str, file: Path) -> None:
        first = json.loads(out("find", "-g", file, query, "--json"))[0]
        assert (first["source"], first["how"]) == (source, how)

    def test_nothing_found_is_status_1(self, file: Path) -> None:
        assert run("find", "-g", file, "쾋쾋쾋").exit_code == 1


class TestMatch:
    def test_which_fire_and_why_not(self, file: Path) -> None:
        text = "한은은 생성형AI를 위한은행과 chatGPT를"
        records = json.loads(out("match", "-g", file, "챗GPT와 " + text + ". 챗gpt", "--json"))
        fires = {record["surface"]: record["fires"] for record in records}
        assert fires["생성형AI"] and fires["챗GPT"] and not fires["챗gpt"]
        assert next(r["reason"] for r in records if r["surface"] == "챗gpt") == "other letter case than 챗GPT"

    def test_text_file_and_standard_input_give_the_same(self, file: Path, tmp_path: Path) -> None:
        article = tmp_path / "article.txt"
        article.write_bytes("한은은 동결했다.\n생성형 AI\n".encode("cp949"))
        shown = out("match", "-g", file, article)
        assert lines(shown)[0].startswith("1:1\t한은\t→ BOK\t")
        assert lines(shown)[1].startswith("2:1\t생성형 AI\t→ generative AI\t")
        assert run("match", "-g", file, "-", input=article.read_bytes()).stdout == shown

    def test_lines_are_numbered_as_editors_number_them(self, file: Path) -> None:
        shown = run("match", "-g", file, "-", input="첫째\u2028둘째\x0c\n한은은 동결했다.\n".encode()).stdout
        assert lines(shown)[0].startswith("2:1\t한은\t")

    def test_a_deprecated_entry_says_so(self, file: Path) -> None:
        assert "the entry is deprecated" in out("match", "-g", file, "인터넷진흥회는")


class TestSchema:
    def schema(self) -> dict[str, object]:
        loaded: dict[str, object] = json.loads(out("schema"))
        jsonschema.Draft7Validator.check_schema(loaded)
        return loaded

    @pytest.mark.parametrize(
        "text",
        [
            TEXT,
            "- {source: 한은, target: BOK}\n",
            "한은: BOK\n오픈AI: OpenAI\n",
            "version: 1\n",
            "entries:\nterms:\n  구공: 90\n",
            "x-owner: 편집부\nentries:\n  - {source: 한은, target: BOK, x-id: 3}\n",
        ],
    )
    def test_valid(self, text: str) -> None:
        loads(text)
        jsonschema.validate(yaml.safe_load(text), self.schema())

    @pytest.mark.parametrize(
        "text",
        [
            "entries:\n  - {source: 한은}\n",
            "entries:\n  - {source: 한은, target: ''}\n",
            "entries:\n  - {source: 한은, target: BOK, case: upper}\n",
            "entries:\n  - {source: 한은, target: BOK, variants: 한국은행}\n",
            "entries:\n  - {source: 한은, target: [BOK]}\n",
            "entries: {한은: BOK}\n",
            "version: 2\nentries: []\n",
            "- 한은\n",
            "한은:\n",
        ],
    )
    def test_invalid(self, text: str) -> None:
        with pytest.raises(GlossaryError):
            loads(text)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(yaml.safe_load(text), self.schema())

    def test_a_misspelled_key_is_no_valid_key(self) -> None:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([{"source": "한은", "target": "BOK", "varients": []}], self.schema())

    def test_every_key_has_a_description(self) -> None:
        definitions = self.schema()["definitions"]
        assert isinstance(definitions, dict)
        for name in ("full", "entry"):
            assert all("description" in value for value in definitions[name]["properties"].values())
        assert [*definitions["entry"]["properties"]] == [
            "source", "target", "variants", "case", "match", "forbid", "note", "status", "tags",
        ]  # fmt: skip


class TestBadInput:
    @pytest.mark.parametrize(
        "arguments",
        [
            ("suggest", "-g", "{glossary}", "{folder}/no.txt"),
            ("suggest", "-g", "{glossary}", "{broken}.jsonl"),
            ("suggest", "-g", "{glossary}", "{broken}.tmx"),
            ("suggest", "-g", "{glossary}", "{binary}"),
            ("suggest", "-g", "{glossary}", "{glossary}", "--translated", "{glossary}"),
            ("import", "-g", "{glossary}", "{folder}"),
            ("import", "-g", "{glossary}", "{binary}", "--format", "xlsx"),
            ("export", "-g", "{glossary}", "-o", "{folder}/no/x.csv"),
            ("export", "-g", "{glossary}", "-o", "{folder}", "--format", "csv"),
            ("merge", "{glossary}", "{glossary}", "{glossary}", "-o", "{folder}"),
            ("list", "-g", "{folder}"),
            ("list", "-g", "{binary}"),
            ("add", "-g", "{folder}/no/x.yaml", "한은", "BOK"),
            ("add", "-g", "{binary}", "한은", "BOK"),
            ("fmt", "{binary}"),
            ("diff", "{glossary}", "{binary}"),
            ("merge", "{binary}", "{glossary}", "{glossary}"),
            ("match", "-g", "{glossary}", "{binary}"),
            ("show", "-g", "{binary}", "한은"),
        ],
    )
    def test_status_1_and_one_line(self, arguments: tuple[str, ...], file: Path, tmp_path: Path) -> None:
        (tmp_path / "broken.jsonl").write_text("{\n")
        (tmp_path / "broken.tmx").write_text("<tmx>")
        (tmp_path / "binary").write_bytes(b"\x89PNG\r\n\0\0\xff\xd8")
        places = {name: str(tmp_path / name) for name in ("broken", "binary")}
        result = run(*(part.format(glossary=file, folder=tmp_path, **places) for part in arguments))
        assert (result.exit_code, result.stdout, len(lines(result.stderr))) == (1, "", 1), result.output
        assert file.read_text("utf-8") == TEXT


YONGEO = (sys.executable, "-c", "from translate.commands import main; main()", "glossary")
# Who is root may read everything, unless the right to is given up.
WITHOUT_RIGHTS = ("setpriv", "--inh-caps=-all", "--bounding-set=-all") if os.geteuid() == 0 else ()


@pytest.mark.skipif(bool(WITHOUT_RIGHTS) and shutil.which("setpriv") is None, reason="root, and no setpriv")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("add", "-g", "closed/new.yaml", "가", "b"), "closed/new.yaml: cannot be made: Permission denied"),
        (("import", "-g", "closed/a.yaml", "t.csv"), "closed/a.yaml: cannot be made: Permission denied"),
        (("import", "-g", "a.yaml", "closed/t.csv"), "closed/t.csv: cannot be read: Permission denied"),
        (("edit", "-g", "closed/a.yaml"), "closed/a.yaml: cannot be read: Permission denied"),
        (("diff", "closed/a.yaml", "a.yaml"), "closed/a.yaml: cannot be read: Permission denied"),
        (("merge", "closed/a.yaml", "a.yaml", "a.yaml"), "closed/a.yaml: cannot be read: Permission denied"),
        (("merge", "a.yaml", "a.yaml", "a.yaml", "-o", "closed/o.yaml"), "closed/o.yaml: cannot be read"),
        (("suggest", "-g", "closed/a.yaml", "a.yaml", "--write"), "closed/a.yaml: cannot be read"),
        (("match", "-g", "a.yaml", "closed/a.yaml"), "closed/a.yaml: cannot be read: Permission denied"),
        (("list", "-g", "unread.yaml"), "unread.yaml: cannot be read: Permission denied"),
        (("lint", "unread.yaml"), "unread.yaml: cannot be read: Permission denied"),
    ],
)  # fmt: skip
def test_what_may_not_be_read_is_status_1_and_one_line(
    arguments: tuple[str, ...], message: str, tmp_path: Path
) -> None:
    (tmp_path / "closed").mkdir()
    for name in ("a.yaml", "unread.yaml", "closed/a.yaml"):
        (tmp_path / name).write_text("한은: BOK\n", "utf-8")
    (tmp_path / "t.csv").write_text("가온,Gaon\n", "utf-8")
    (tmp_path / "cache").mkdir()
    for name in ("unread.yaml", "closed"):
        (tmp_path / name).chmod(0)
    done = subprocess.run(
        [*WITHOUT_RIGHTS, *YONGEO, *arguments],
        cwd=tmp_path,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache"), "EDITOR": "true"},
        capture_output=True,
        text=True,
    )
    (tmp_path / "closed").chmod(0o700)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"yongeo: {message}") and len(lines(done.stderr)) == 1


def test_a_name_longer_than_names_may_be_is_one_line(tmp_path: Path) -> None:
    result = run("add", "-g", tmp_path / ("n" * 300 + ".yaml"), "한은", "BOK")
    assert (result.exit_code, len(lines(result.stderr))) == (1, 1)
    assert "cannot be made: File name too long; choose another place" in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("list",), ("list", "--json"), ("export", "--format", "csv")])
def test_output_that_has_no_room_is_one_line(arguments: tuple[str, ...], file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*YONGEO, *arguments, "-g", file], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert done.returncode == 1
    assert done.stderr.endswith("yongeo: output: No space left on device; check its permissions and space\n")
    assert "Traceback" not in done.stderr and "Exception" not in done.stderr
