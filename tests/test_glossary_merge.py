"""``yongeo glossary diff`` and ``merge``, through the real command line and git."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from glossary_cli import lines, out, run

from glossary import Glossary


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

    @pytest.mark.parametrize("before", ["", "# 우리\n"])
    def test_a_second_merge_marks_no_conflict_twice(
        self, before: str, three: tuple[Path, Path, Path]
    ) -> None:
        base, ours, theirs = three
        ours.write_text(before + self.BASE.replace("BOK", "B.O.K.").replace("Nuri", "NURI"), "utf-8")
        theirs.write_text(self.BASE.replace("BOK", "Bank of Korea").replace("Nuri", "Nuri Inc."), "utf-8")
        run("merge", base, ours, theirs)
        marked = ours.read_text("utf-8")
        assert marked.count("# CONFLICT target:") == 2
        assert run("merge", base, ours, theirs).exit_code == 1
        assert ours.read_text("utf-8") == marked
        theirs.write_text(self.BASE.replace("BOK", "Korea's bank").replace("Nuri", "Nuri Inc."), "utf-8")
        run("merge", base, ours, theirs)
        assert ours.read_text("utf-8") == marked.replace("Bank of Korea", "Korea's bank")

    def test_a_second_merge_of_entries_in_one_line(self, three: tuple[Path, Path, Path]) -> None:
        base, ours, theirs = three
        for path, target in zip(three, ("BOK", "B.O.K.", "Bank of Korea"), strict=True):
            path.write_text(
                f"entries: [{{source: 가온, target: Gaon}}, {{source: 한은, target: {target}}}]\n"
            )
        run("merge", base, ours, theirs)
        marked = ours.read_text("utf-8")
        run("merge", base, ours, theirs)
        assert marked.startswith("# CONFLICT target:") and ours.read_text("utf-8") == marked

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
