"""``yongeo glossary``: every command through the real command line."""

from __future__ import annotations

import json
import os
import random
import re
import stat
import subprocess
import sys
import textwrap
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
import yaml
from click.testing import CliRunner, Result

from glossary import Entry, Glossary, GlossaryError, Status
from glossary.commands import glossary as group
from glossary.lint import fixed, lint
from glossary.yamlfile import GlossaryFile, loads
from translate.commands import main

TEXT = """\
# yaml-language-server: $schema=./schema.json
version: 1
source: ko
target: en
entries:
  - source: 생성형 AI
    target: generative AI   # 소문자로
    variants: [생성형 인공지능]
    case: sentence
    tags: [ai]
  - {source: 한은, target: "BOK", forbid: [Korea Bank]}
  # 이름
  - source: 인터넷진흥회
    target: Internet Promotion Society
    status: deprecated
    note: 새말은 디지털진흥회
terms:
  챗GPT: ChatGPT
"""


@pytest.fixture()
def file(tmp_path: Path) -> Path:
    path = tmp_path / "terms.yaml"
    path.write_text(TEXT, "utf-8")
    return path


def run(*arguments: object, input: str | bytes | None = None, **variables: str) -> Result:
    result = CliRunner().invoke(main, ["glossary", *map(str, arguments)], input=input, env=variables)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def out(*arguments: object, **options: str) -> str:
    result = run(*arguments, **options)
    assert result.exit_code == 0, result.output
    return result.stdout


def lines(text: str) -> list[str]:
    return text.splitlines()


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


class TestEdits:
    def test_add_then_remove_gives_back_the_bytes(self, file: Path) -> None:
        out(
            "add",
            "-g",
            file,
            "고대역폭메모리",
            "HBM",
            "--variant",
            "고대역폭 메모리",
            "--note",
            "약어: HBM",
            "--tag",
            "no",
        )
        entry = Glossary.load(file).entries
        assert Entry("고대역폭메모리", "HBM", ("고대역폭 메모리",), note="약어: HBM", tags=("no",)) in entry
        out("remove", "-g", file, "고대역폭메모리")
        assert file.read_text("utf-8") == TEXT

    def test_add_makes_a_glossary_and_warns_of_hangul(self, tmp_path: Path) -> None:
        result = run("add", "-g", tmp_path / "new.yaml", "챗GPT", "챗GPT")
        assert result.exit_code == 0
        assert "made" in result.stderr and "Hangul in the rendering" in result.stderr
        assert Glossary.load(tmp_path / "new.yaml").entries == (Entry("챗GPT", "챗GPT"),)

    @pytest.mark.parametrize(
        "target", ["no", "012", "1.10", "12:30", "- x", "a: b", "#1", "'q'", "2026-06-01", "~"]
    )
    def test_what_needs_quotes_gets_them(self, target: str, file: Path) -> None:
        out("add", "-g", file, "새말", "--", target)
        assert (
            Glossary.load(file).entries[-2].target == target
            or Glossary.load(file).entries[-1].target == target
        )
        loaded = yaml.safe_load(file.read_text("utf-8"))
        assert target in [*(entry["target"] for entry in loaded["entries"]), *loaded["terms"].values()]

    def test_set_changes_one_line(self, file: Path) -> None:
        out("set", "-g", file, "생성형 AI", "--target", "gen AI")
        changed = file.read_text("utf-8")
        assert changed == TEXT.replace("target: generative AI   #", "target: gen AI   #")

    def test_set_adds_to_lists_and_takes_from_them(self, file: Path) -> None:
        out(
            "set",
            "-g",
            file,
            "생성형 AI",
            "--variant",
            "생성AI",
            "--no-variant",
            "생성형 인공지능",
            "--tag",
            "it",
        )
        out(
            "set",
            "-g",
            file,
            "한은",
            "--no-forbid",
            "Korea Bank",
            "--note",
            "중앙은행",
            "--status",
            "proposed",
        )
        entries = {entry.source: entry for entry in Glossary.load(file)}
        assert (entries["생성형 AI"].variants, entries["생성형 AI"].tags) == (("생성AI",), ("ai", "it"))
        assert entries["한은"] == Entry("한은", "BOK", note="중앙은행", status=Status.PROPOSED)

    def test_rename(self, file: Path) -> None:
        out("rename", "-g", file, "한은", "한국은행")
        assert file.read_text("utf-8") == TEXT.replace("source: 한은", "source: 한국은행")

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("add", "한은", "Bank"), "there is already an entry '한은'"),
            (("add", " ", "Bank"), "an entry has an empty source"),
            (("add", "새말", " "), "an entry has an empty target"),
            (("set", "없음", "--target", "x"), "there is no entry '없음'"),
            (("set", "한은", "--no-tag", "x"), "'x' is not among the entry's tags"),
            (("set", "한은", "--target", ""), "an entry has an empty target"),
            (("remove", "없음"), "there is no entry '없음'"),
            (("remove", "한은", "없음"), "there is no entry '없음'"),
            (("rename", "한은", "챗GPT"), "there is already an entry '챗GPT'"),
        ],
    )
    def test_a_refused_edit_changes_no_byte(
        self, arguments: tuple[str, ...], message: str, file: Path
    ) -> None:
        result = run(arguments[0], "-g", file, *arguments[1:])
        assert result.exit_code == 1
        assert message in result.stderr and len(lines(result.stderr)) == 1
        assert file.read_text("utf-8") == TEXT

    def test_permissions_stay_and_no_file_is_left_beside(self, file: Path) -> None:
        file.chmod(0o640)
        out("set", "-g", file, "한은", "--target", "Bank of Korea")
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        assert [path.name for path in file.parent.iterdir()] == ["terms.yaml"]

    def test_two_processes_edit_one_file_200_times_and_no_edit_is_lost(self, file: Path) -> None:
        code = textwrap.dedent("""
            import sys
            from click.testing import CliRunner
            from translate.commands import main
            path, name = sys.argv[1:]
            for number in range(100):
                arguments = ["glossary", "add", "-g", path, f"{name}{number}", f"term {number}"]
                result = CliRunner().invoke(main, arguments)
                assert result.exit_code == 0, result.output
        """)
        both = [subprocess.Popen([sys.executable, "-c", code, str(file), name]) for name in ("가온", "누리")]
        assert [process.wait() for process in both] == [0, 0]
        sources = [entry.source for entry in Glossary.load(file)]
        assert len(sources) == 204
        assert {f"{name}{number}" for name in ("가온", "누리") for number in range(100)} <= set(sources)
        assert file.read_text("utf-8").startswith(TEXT[: TEXT.index("terms:")])


class TestFormat:
    MESSY = """\
# 머리말
version: 1
entries:
  - target: "generative AI"
    source: '생성형 AI'
    variants:
      - 생성형 인공지능
  # 중앙은행
  - {target: BOK,   source: 한은}
  - source: 가온
    target: Gaon   # 소문자 아님
    x-id: 7

  # 이름

  - source: 최하늘
    target: Choi Ha-neul
  - source: 김도윤
    target: Kim Do-yun
"""
    NEAT = """\
# 머리말
version: 1
entries:
  - source: 가온
    target: Gaon   # 소문자 아님
    x-id: 7
  - source: 생성형 AI
    target: generative AI
    variants: [생성형 인공지능]
  # 중앙은행
  - {source: 한은, target: BOK}

  # 이름

  - source: 김도윤
    target: Kim Do-yun
  - source: 최하늘
    target: Choi Ha-neul
"""

    def test_order_and_style(self, file: Path) -> None:
        file.write_text(self.MESSY, "utf-8")
        out("fmt", "-g", file)
        assert file.read_text("utf-8") == self.NEAT

    def test_what_is_neat_stays(self, file: Path) -> None:
        file.write_text(self.NEAT, "utf-8")
        assert run("fmt", "--check", file).exit_code == 0
        out("fmt", file)
        assert file.read_text("utf-8") == self.NEAT

    def test_check_changes_nothing(self, file: Path) -> None:
        file.write_text(self.MESSY, "utf-8")
        assert run("fmt", "--check", file).exit_code == 1
        assert file.read_text("utf-8") == self.MESSY

    @pytest.mark.parametrize(
        ("text", "neat"),
        [
            ("# 회사\n한은: 'BOK'\n가온: Gaon\n", "# 회사\n가온: Gaon\n한은: BOK\n"),
            ("- {source: 한은, target: BOK}\r\n- {source: 가온, target: Gaon}\r\n",
             "- {source: 가온, target: Gaon}\r\n- {source: 한은, target: BOK}\r\n"),
            ("- source: 한은\n  target: BOK\n\n- source: 가온\n  target: Gaon\n",
             "- source: 가온\n  target: Gaon\n\n- source: 한은\n  target: BOK\n"),
            ("한은: 012\n", '한은: "012"\n'),
            ("entries: [{source: 한은, target: BOK}, {source: 가온, target: Gaon}]\n", None),
            ("", None),
        ],
    )  # fmt: skip
    def test_other_layouts(self, text: str, neat: str | None, file: Path) -> None:
        file.write_bytes(text.encode())
        out("fmt", file)
        assert file.read_bytes().decode() == (text if neat is None else neat)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("- {source: 한은, target: BOK}\n- {source: 한은, target: Bank}\n", "has two renderings"),
            ("- {source: 한은, target: &b BOK}\n- {source: 가온, target: *b}\n", "anchors"),
            ("- {source: 한은}\n", "has no target"),
        ],
    )
    def test_refusals_change_nothing(self, text: str, message: str, file: Path) -> None:
        file.write_text(text, "utf-8")
        result = run("fmt", file)
        assert result.exit_code == 1 and message in result.stderr
        assert file.read_text("utf-8") == text


class TestLint:
    def test_findings_are_status_1(self, file: Path) -> None:
        file.write_text("- {source: 나래, target: 'Narae,'}\n", "utf-8")
        result = run("lint", file)
        assert (result.exit_code, result.stderr) == (1, "1 finding\n")
        assert result.stdout == (
            f"{file}:1:24: warning: the rendering 'Narae,' ends with , [trailing-punctuation]\n"
        )
        assert json.loads(run("lint", file, "--json").stdout)[0]["code"] == "trailing-punctuation"
        assert json.loads(run("lint", "-g", file, "--output", "sarif").stdout)["version"] == "2.1.0"
        assert run("lint", file, "--output", "github").stdout.startswith(
            f"::warning file={file},line=1,col=24"
        )

    def test_a_sound_glossary_is_status_0(self, file: Path) -> None:
        assert run("lint", file).output == ""

    def test_fix_mends_the_file(self, file: Path) -> None:
        file.write_text("# 중앙은행\n- {source: '한은 ', target: BOK}   # 약어\n", "utf-8")
        assert out("lint", "--fix", file) == ""
        assert file.read_text("utf-8") == "# 중앙은행\n- {source: '한은', target: BOK}   # 약어\n"

    def test_fix_leaves_a_broken_file_as_it_is(self, file: Path) -> None:
        file.write_text("- {source: '한은 ', target: BOK}\n- {source: 나래}\n", "utf-8")
        result = run("lint", "--fix", file)
        assert result.exit_code == 1 and "[empty-rendering]" in result.stdout
        assert file.read_text("utf-8") == "- {source: '한은 ', target: BOK}\n- {source: 나래}\n"

    def test_pre_commit_hooks_name_real_commands(self) -> None:
        hooks = yaml.safe_load((Path(__file__).parents[1] / ".pre-commit-hooks.yaml").read_text("utf-8"))
        assert [hook["id"] for hook in hooks] == ["yongeo-glossary-lint", "yongeo-glossary-fmt"]
        for hook in hooks:
            program, name, command = hook["entry"].split()
            assert (program, name) == ("yongeo", "glossary") and command in group.commands


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


class TestDiffAndMerge:
    BASE = (
        "- {source: 한은, target: BOK}\n"
        "- {source: 가온, target: Gaon, tags: [a]}\n"
        "- {source: 누리, target: Nuri}\n"
    )

    @pytest.fixture()
    def three(self, tmp_path: Path) -> tuple[Path, Path, Path]:
        paths = tmp_path / "base.yaml", tmp_path / "ours.yaml", tmp_path / "theirs.yaml"
        for path in paths:
            path.write_text(self.BASE, "utf-8")
        return paths

    def test_diff(self, three: tuple[Path, Path, Path]) -> None:
        old, new, _ = three
        assert out("diff", old, new) == ""
        new.write_text(
            "# 다시\n- {source: 가온, target: Gaon Inc., tags: [b]}\n- {source: 한국은행, target: BOK}\n"
            "- {source: 다온, target: Daon}\n",
            "utf-8",
        )
        result = run("diff", old, new)
        assert result.exit_code == 1
        assert lines(result.stdout) == [
            '~ 가온: target "Gaon" → "Gaon Inc."; tags +b -a',
            "> 한은 → 한국은행",
            "+ 다온 → Daon",
            "- 누리 → Nuri",
        ]
        records = json.loads(run("diff", old, new, "--json").stdout)
        assert [record["kind"] for record in records] == ["changed", "renamed", "added", "removed"]

    def test_order_and_layout_are_no_change(self, three: tuple[Path, Path, Path]) -> None:
        old, new, _ = three
        new.write_text(
            "version: 1\nterms:\n  누리: Nuri\nentries:\n- target: Gaon\n  source: 가온\n  tags: [a]\n"
            "- {source: 한은, target: BOK}\n",
            "utf-8",
        )
        assert out("diff", old, new) == ""

    def test_merge_takes_what_only_they_changed_and_keeps_our_comments(
        self, three: tuple[Path, Path, Path]
    ) -> None:
        base, ours, theirs = three
        ours.write_text("# 우리\n" + self.BASE.replace("target: BOK", "target: Bank of Korea"), "utf-8")
        theirs.write_text(
            self.BASE.replace("tags: [a]", "tags: [a, b]").replace("- {source: 누리, target: Nuri}\n", "")
            + "- {source: 다온, target: Daon}\n",
            "utf-8",
        )
        assert run("merge", base, ours, theirs).exit_code == 0
        assert ours.read_text("utf-8") == (
            "# 우리\n- {source: 한은, target: Bank of Korea}\n- {source: 가온, target: Gaon, tags: [a, b]}\n"
            "- {source: 다온, target: Daon}\n"
        )

    def test_conflicts_are_marked_and_the_file_still_loads(self, three: tuple[Path, Path, Path]) -> None:
        base, ours, theirs = three
        ours.write_text(self.BASE.replace("BOK", "B.O.K."), "utf-8")
        theirs.write_text(
            self.BASE.replace("BOK", "Bank of Korea").replace("Gaon", "GAON"),
            "utf-8",
        )
        result = run("merge", base, ours, theirs)
        assert result.exit_code == 1
        assert ours.read_text("utf-8") == (
            '# CONFLICT target: ours "B.O.K.", theirs "Bank of Korea", before "BOK"\n'
            + self.BASE.replace("BOK", "B.O.K.").replace("Gaon", "GAON")
        )
        assert len(Glossary.load(ours)) == 3
        assert "[merge-conflict]" in run("lint", ours).stdout

    def test_a_conflict_behind_a_byte_order_mark(self, three: tuple[Path, Path, Path]) -> None:
        base, ours, theirs = three
        ours.write_text("\ufeff" + self.BASE.replace("BOK", "B.O.K."), "utf-8")
        theirs.write_text(self.BASE.replace("BOK", "Bank of Korea"), "utf-8")
        assert run("merge", base, ours, theirs).exit_code == 1
        assert ours.read_text("utf-8").startswith('\ufeff# CONFLICT target: ours "B.O.K."')
        assert len(Glossary.load(ours)) == 3

    def test_removed_here_and_changed_there(self, three: tuple[Path, Path, Path]) -> None:
        base, ours, theirs = three
        ours.write_text(self.BASE.replace("- {source: 누리, target: Nuri}\n", ""), "utf-8")
        theirs.write_text(self.BASE.replace("Nuri", "NURI"), "utf-8")
        assert run("merge", base, ours, theirs).exit_code == 1
        assert ours.read_text("utf-8").endswith(
            '# CONFLICT entry: ours removed it, theirs → "NURI", before → "Nuri"\n'
            "- {source: 누리, target: NURI}\n"
        )

    @pytest.mark.skipif(
        subprocess.run(["git", "--version"], capture_output=True).returncode != 0, reason="no git"
    )
    def test_git_merges_and_compares_with_it(self, tmp_path: Path) -> None:
        yongeo = f'"{sys.executable}" -c "from translate.commands import main; main()" glossary'

        def git(*arguments: str) -> subprocess.CompletedProcess[str]:
            options = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
            return subprocess.run(["git", *options, *arguments], cwd=tmp_path, capture_output=True, text=True)

        git("init", "-b", "main")
        git("config", "merge.glossary.driver", f"{yongeo} merge %O %A %B")
        git("config", "diff.glossary.command", f"{yongeo} diff")
        (tmp_path / ".gitattributes").write_text("terms.yaml merge=glossary diff=glossary\n")
        terms = tmp_path / "terms.yaml"
        terms.write_text(self.BASE, "utf-8")
        git("add", ".")
        git("commit", "-m", "Base")
        git("checkout", "-b", "theirs")
        terms.write_text(self.BASE + "- {source: 다온, target: Daon}\n", "utf-8")
        shown = git("diff")
        assert shown.stdout == "glossary terms.yaml\n+ 다온 → Daon\n", shown.stderr
        git("commit", "-am", "Theirs")
        git("checkout", "main")
        terms.write_text(self.BASE + "- {source: 라온, target: Raon}\n", "utf-8")
        git("commit", "-am", "Ours")
        merged = git("merge", "theirs", "-m", "Merge")
        assert merged.returncode == 0, merged.stderr
        assert terms.read_text("utf-8") == (
            self.BASE + "- {source: 라온, target: Raon}\n- {source: 다온, target: Daon}\n"
        )


class TestEditor:
    def editor(self, tmp_path: Path, *texts: str) -> str:
        """An editor that saves one text after the other."""
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.txt").write_bytes(text.encode())
        script = tmp_path / "editor.py"
        script.write_text(
            "import pathlib, sys\n"
            "here = pathlib.Path(__file__).parent\n"
            "text = min(here.glob('*.txt'))\n"
            "pathlib.Path(sys.argv[1]).write_bytes(text.read_bytes())\n"
            "text.unlink()\n"
        )
        return f"{sys.executable} {script}"

    def test_a_sound_text_replaces_the_file(self, file: Path, tmp_path: Path) -> None:
        after = TEXT.replace("BOK", "Bank of Korea")
        result = run("edit", "-g", file, VISUAL=self.editor(tmp_path, after))
        assert (result.exit_code, file.read_text("utf-8")) == (0, after)

    def test_a_broken_text_is_refused_and_the_editor_offered_again(self, file: Path, tmp_path: Path) -> None:
        after = TEXT.replace("BOK", "Bank of Korea")
        editor = self.editor(tmp_path, "entries: [", after)
        result = run("edit", "-g", file, VISUAL=editor, input="y\n")
        assert (result.exit_code, file.read_text("utf-8")) == (0, after)
        assert "Go back to the editor?" in result.output

    def test_giving_up_changes_nothing_and_keeps_the_text(self, file: Path, tmp_path: Path) -> None:
        result = run("edit", "-g", file, VISUAL=self.editor(tmp_path, "entries: ["), input="n\n")
        assert (result.exit_code, file.read_text("utf-8")) == (1, TEXT)
        draft = Path(lines(result.stderr)[-1].rpartition("your text is in ")[2])
        assert draft.read_text("utf-8") == "entries: ["
        draft.unlink()


class TestExchange:
    def test_export_and_import_by_suffix(self, file: Path, tmp_path: Path) -> None:
        for suffix in ("csv", "tsv", "tmx", "xlsx"):
            out("export", "-g", file, "-o", tmp_path / f"x.{suffix}")
            out("import", "-g", tmp_path / f"{suffix}.yaml", tmp_path / f"x.{suffix}")
            assert Glossary.load(tmp_path / f"{suffix}.yaml").entries == Glossary.load(file).entries

    def test_what_cannot_be_written_leaves_nothing_behind(self, file: Path, tmp_path: Path) -> None:
        before = set(tmp_path.rglob("*"))
        (tmp_path / "folder.csv").mkdir()
        assert run("export", "-g", file, "-o", tmp_path / "folder.csv").exit_code == 1
        assert set(tmp_path.rglob("*")) - before == {tmp_path / "folder.csv"}

    def test_a_pipe_is_written_to_and_not_replaced(self, file: Path, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe.csv"
        os.mkfifo(pipe)
        with ThreadPoolExecutor(1) as reader:
            read = reader.submit(pipe.read_bytes)
            assert run("export", "-g", file, "-o", pipe).exit_code == 0
            assert "한은,BOK".encode() in read.result(10)
        assert pipe.is_fifo()

    def test_a_name_as_long_as_names_may_be(self, tmp_path: Path) -> None:
        path = tmp_path / ("가" * 83 + ".yaml")
        run("add", "-g", path, "한은", "BOK")
        run("add", "-g", path, "가온", "Gaon")
        out("export", "-g", path, "-o", path.with_suffix(".csv"))
        assert len(Glossary.load(path)) == len(lines(path.with_suffix(".csv").read_text("utf-8"))) - 1 == 2

    def test_losses_go_to_standard_error(self, file: Path) -> None:
        result = run("export", "-g", file, "--format", "tbx")
        assert result.exit_code == 0 and result.stdout.startswith("<?xml")
        assert result.stderr == "yongeo: tbx: case not carried: 생성형 AI\n"

    def test_import_leaves_what_is_there(self, file: Path, tmp_path: Path) -> None:
        table = tmp_path / "t.csv"
        table.write_text("source,target\n한은,Bank of Korea\n챗GPT,ChatGPT\n가온,Gaon\n", "utf-8")
        result = run("import", "-g", file, table)
        assert result.exit_code == 1
        assert "'한은' has another entry already" in result.stderr
        assert {entry.source: entry.target for entry in Glossary.load(file)}["한은"] == "BOK"
        assert json.loads(out("import", "-g", file, table, "--replace", "--json")) == {
            "added": 0,
            "replaced": 1,
            "left": [],
        }
        assert {entry.source: entry.target for entry in Glossary.load(file)}["한은"] == "Bank of Korea"

    def test_a_thousand_entries_at_once(self, file: Path, tmp_path: Path) -> None:
        table = tmp_path / "t.csv"
        table.write_text("".join(f"용어{number},term {number}\n" for number in range(1000)), "utf-8")
        out("import", "-g", file, table)
        assert len(Glossary.load(file)) == 1004
        assert file.read_text("utf-8").startswith(TEXT[: TEXT.index("terms:")])

    @pytest.mark.parametrize("name", ["t.docx", "no.csv"])
    def test_what_cannot_be_read_makes_no_glossary(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "t.docx").write_bytes(b"x")
        assert run("import", "-g", tmp_path / "new.yaml", tmp_path / name).exit_code == 1
        assert not (tmp_path / "new.yaml").exists()


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


class TestSuggest:
    ARTICLE = "김도윤 대표는 고대역폭메모리(HBM)를 공개했다. 이른바 '새벽 요금제'도 있다.\n한은은 동결했다.\n"

    @pytest.fixture()
    def article(self, tmp_path: Path) -> Path:
        path = tmp_path / "article.txt"
        path.write_text(self.ARTICLE, "utf-8")
        return path

    def test_json(self, file: Path, article: Path) -> None:
        records = json.loads(out("suggest", "-g", file, article, "--json"))
        assert {record["source"]: record["target"] for record in records} == {
            "김도윤": "Kim Do-yun",
            "고대역폭메모리": "HBM",
            "새벽 요금제": None,
        }

    def test_write_adds_proposed_entries(self, file: Path, article: Path) -> None:
        result = run("suggest", "-g", file, article, "--write")
        assert "2 entries added" in result.stderr and "1 candidate without a rendering" in result.stderr
        assert Entry("고대역폭메모리", "HBM", status=Status.PROPOSED) in Glossary.load(file).entries
        assert "고대역폭메모리" not in out("suggest", "-g", file, article)

    def test_pick_asks_one_by_one(self, file: Path, article: Path, tmp_path: Path) -> None:
        translated = tmp_path / "a.jsonl"
        translated.write_text(
            "".join(
                json.dumps({"source": f"새벽 요금제 {n}", "target": f"The Dawn Plan {n}"}) + "\n"
                for n in range(3)
            )
        )
        order = [r["source"] for r in json.loads(out("suggest", "-g", file, article, "--json"))]
        answers = {"김도윤": "Kim Doyun", "고대역폭메모리": "-", "새벽 요금제": ""}
        run(
            "suggest", "-g", file, article, "--translated", translated, "--pick",
            input="".join(answers[source] + "\n" for source in order),
        )  # fmt: skip
        added = {e.source: e.target for e in Glossary.load(file) if e.status is Status.PROPOSED}
        assert added == {"김도윤": "Kim Doyun", "새벽 요금제": "Dawn Plan"}


MUTATIONS = 5000
SEEDS = (
    TEXT,
    TestFormat.MESSY,
    TestDiffAndMerge.BASE,
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
