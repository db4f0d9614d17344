"""``yongeo glossary import``, ``export`` and ``suggest``, through the real command line."""

from __future__ import annotations

import json
import os
import unicodedata
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from glossary_cli import TEXT, lines, out, run

from glossary import Entry, Glossary, Status


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

    @pytest.mark.parametrize(
        ("row", "why"),
        [
            ("생성형 인공지능,gen AI,", "the entry '생성형 AI' has the variant '생성형 인공지능' already"),
            ("은행,bank,한은", "there is already an entry '한은'"),
            ("(메타,Meta,", "the regular expression of entry '(메타' is invalid: missing ) at position 3"),
        ],
    )
    @pytest.mark.parametrize("replace", [(), ("--replace",)])
    def test_what_must_not_stand_beside_the_others_is_left_out_and_named(
        self, replace: tuple[str, ...], row: str, why: str, file: Path, tmp_path: Path
    ) -> None:
        table = tmp_path / "t.csv"
        match = "regex" if row.startswith("(") else ""
        table.write_text(f"source,target,variants,match\n{row},{match}\n가온,Gaon,,\n", "utf-8")
        result = run("import", "-g", file, table, *replace)
        source = row.partition(",")[0]
        assert result.exit_code == 1
        assert f"yongeo: {table}: {source!r}: {why}; left out\n1 entry added" in result.stderr
        assert {entry.source for entry in Glossary.load(file)} >= {"한은", "가온"}
        assert source not in {entry.source for entry in Glossary.load(file)}

    def test_a_glossary_exported_and_imported_again_gets_no_doubles(self, file: Path, tmp_path: Path) -> None:
        upload = tmp_path / "t.tsv"
        upload.write_text(out("export", "-g", file, "--format", "deepl"), "utf-8")
        assert "생성형 인공지능\tgenerative AI" in upload.read_text("utf-8")
        run("import", "-g", file, "--format", "deepl", upload)
        assert file.read_text("utf-8") == TEXT

    def test_an_import_in_another_normalisation_form_makes_no_second_entry(
        self, file: Path, tmp_path: Path
    ) -> None:
        table = tmp_path / "t.csv"
        table.write_text(unicodedata.normalize("NFD", "한은,Bank of Korea\n챗GPT,ChatGPT\n"), "utf-8")
        assert json.loads(out("import", "-g", file, table, "--replace", "--json")) == {
            "added": 0,
            "replaced": 1,
            "left": [],
        }
        assert [entry.target for entry in Glossary.load(file)][1:2] == ["Bank of Korea"]

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
