"""``yongeo glossary``: changes by command and in an editor, through the real command line."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tempfile
import textwrap
import unicodedata
from pathlib import Path

import pytest
import yaml
from glossary_cli import TEXT, lines, out, run

from glossary import Entry, Glossary, Status
from glossary.commands import glossary as group


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
            (
                ("add", "생성형 인공지능", "gen AI"),
                "the entry '생성형 AI' has the variant '생성형 인공지능' already; change that one, or take",
            ),
            (("add", "새말", "new", "--variant", "한은"), "there is already an entry '한은'"),
            (("set", "챗GPT", "--variant", "한은"), "there is already an entry '한은'"),
            (("rename", "한은", "생성형 인공지능"), "the entry '생성형 AI' has the variant"),
            (("add", "생성형 인공지능", "gen AI", "--status", "deprecated"), "has the variant"),
            (("add", unicodedata.normalize("NFD", "한은"), "Bank"), "there is already an entry '한은'"),
            (("add", "(메타", "x", "--match", "regex"), "expression of entry '(메타' is invalid: missing )"),
            (("add", "메타", "x", "--match", "regex", "--variant", "["), "of entry '메타' is invalid"),
            (("set", "한은", "--match", "regex", "--variant", "(x"), "of entry '한은' is invalid"),
            (("add", "새말", "new", "--variant", ""), "entry '새말' has an empty variant; give it a text"),
            (("add", "새말", "new", "--forbid", " "), "entry '새말' has an empty forbidden rendering"),
            (("set", "한은", "--tag", ""), "entry '한은' has an empty tag"),
        ],
    )
    def test_a_refused_edit_changes_no_byte(
        self, arguments: tuple[str, ...], message: str, file: Path
    ) -> None:
        result = run(arguments[0], "-g", file, *arguments[1:])
        assert result.exit_code == 1
        assert message in result.stderr and len(lines(result.stderr)) == 1
        assert file.read_text("utf-8") == TEXT

    @pytest.mark.parametrize(
        "arguments",
        [
            ("챗 GPT", "chatbot", "--status", "deprecated"),  # another spelling, though it matches the same
            ("옛말", "old word", "--status", "deprecated", "--variant", "챗GPT"),
            ("새말", "new word", "--variant", "챗 GPT"),
        ],
    )
    def test_a_deprecated_entry_may_stand_beside_the_one_that_counts(
        self, arguments: tuple[str, ...], file: Path
    ) -> None:
        out("add", "-g", file, *arguments)
        assert arguments[0] in {entry.source for entry in Glossary.load(file)}

    @pytest.mark.parametrize(("names", "status"), [("{0}:{1}", 1), ("{0}:", 0), ("{0}", 0)])
    def test_of_several_glossaries_in_the_environment_one_must_be_chosen(
        self, names: str, status: int, file: Path, tmp_path: Path
    ) -> None:
        other = tmp_path / "b.yaml"
        names = names.format(file, other).replace(":", os.pathsep)
        result = run("add", "새말", "new", YONGEO_GLOSSARY=names)
        assert result.exit_code == status
        if status:
            assert result.stderr == (
                f"yongeo: YONGEO_GLOSSARY names {file} and {other}; choose one of them with -g\n"
            )
        assert [path.name for path in tmp_path.iterdir()] == ["terms.yaml"]
        out("add", "-g", file, "다른말", "other", YONGEO_GLOSSARY=names)

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

    def test_a_file_that_cannot_be_read_keeps_no_other_from_being_formatted(
        self, file: Path, tmp_path: Path
    ) -> None:
        file.write_text(self.MESSY, "utf-8")
        missing = tmp_path / "no.yaml"
        result = run("fmt", missing, "-g", file)
        assert (result.exit_code, file.read_text("utf-8")) == (1, self.NEAT)
        assert result.stderr == f"yongeo: {missing}: there is no such file; check the name\n"

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

    def test_files_and_the_option_are_both_read_and_the_environment_where_none_is_named(
        self, file: Path, tmp_path: Path
    ) -> None:
        faulty = tmp_path / "b.yaml"
        faulty.write_text("- {source: 나래, target: 'Narae,'}\n", "utf-8")
        assert run("lint", file, "-g", faulty).stderr == "1 finding\n"
        assert run("lint", faulty, "-g", faulty).stderr == "1 finding\n"
        assert run("lint", YONGEO_GLOSSARY=str(faulty)).stderr == "1 finding\n"
        assert run("lint", file, YONGEO_GLOSSARY=str(faulty)).output == ""

    @pytest.mark.parametrize("options", [(), ("--fix",), ("--json",)])
    def test_a_file_that_cannot_be_read_hides_no_finding_of_the_others(
        self, options: tuple[str, ...], tmp_path: Path
    ) -> None:
        before, missing, after = tmp_path / "a.yaml", tmp_path / "no.yaml", tmp_path / "b.yaml"
        for path in (before, after):
            path.write_text("- {source: 나래, target: 'Narae,'}\n", "utf-8")
        result = run("lint", before, missing, after, *options)
        assert result.exit_code == 1
        assert result.stdout.count("trailing-punctuation") == 2
        assert result.stderr == f"2 findings\nyongeo: {missing}: there is no such file; check the name\n"

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

    @pytest.mark.parametrize("saved", [False, True])
    def test_an_editor_that_fails_leaves_a_draft_only_where_it_saved_one(
        self, saved: bool, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        drafts = tmp_path / "drafts"
        drafts.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(drafts))
        editor = self.editor(tmp_path, "entries: []\n") if saved else sys.executable + " -c pass"
        (tmp_path / "fails.sh").write_text(f'{editor} "$1"; exit 3\n')
        result = run("edit", "-g", file, VISUAL=f"sh {tmp_path / 'fails.sh'}")
        assert (result.exit_code, file.read_text("utf-8")) == (1, TEXT)
        assert "Editing failed" in result.stderr
        assert [draft.read_text("utf-8") for draft in drafts.iterdir()] == ["entries: []\n"] * saved
        assert all(f"your text is in {draft}" in result.stderr for draft in drafts.iterdir())
