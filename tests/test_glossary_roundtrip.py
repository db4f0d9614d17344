"""Editing a glossary file changes the entry meant and not one byte more."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import yamledit
from glossary.diff import Change
from glossary.entry import Case, Entry, Match, Status
from glossary.errors import GlossaryError
from glossary.yamlfile import GlossaryFile, loads, raw_entries
from glossary.yamltext import scalar

COMMENTED = """\
# 용어집: 첫 줄의 설명
# yaml-language-server: $schema=./schema.json
version: 1   # 판
source: ko
target: en

x-defaults: &defaults   # 공통
  case: sentence
  tags: [경제, 금융]

entries:   # 여기부터

  # 중앙은행
  - source: 한은   # 줄임말
    target: "BOK"
    forbid:
      - Korea Bank   # 틀림
      - 'Bank Korea'

    x-owner: 박 기자
  - {source: WWDC, target: WWDC}   # 그대로
  - source: '생성형 AI'
    <<: *defaults
    target: &gen generative AI
    note: >
      접힌 글은
      여러 줄이다.

    variants: [ 생성형AI,   "생성형 인공지능" ]
  # 마지막 항목 앞

  - target: LONG
    source: 금통위
    note: |+
      지킨 빈 줄

  # 목록 끝의 설명

terms:
  오픈AI: OpenAI   # 회사

  "챗GPT": 'ChatGPT'
# 파일 끝
""".replace(
    "LONG",
    "Monetary Policy Board of the Bank of Korea, which sets the base rate " + "and meets often " * 7 + "x",
)

LAYOUTS = {
    "comments everywhere": COMMENTED,
    "CRLF": COMMENTED.replace("\n", "\r\n"),
    "byte order mark": "\ufeff" + COMMENTED,
    "no line end at the end": "entries:\n  - source: 가나\n    target: A",
    "dashes below the key": "version: 1\nentries:\n- source: 가나\n  target: A\n# 끝\n",
    "entries without any": "version: 1\nentries:\n",
    "entries without any, terms after": "version: 1\nentries:   # 아직 없음\n\nterms:\n  가나: A\n",
    "only a version": "version: 1\n",
    "only terms": "version: 1\nterms:\n  가나: A\n  # 끝\n",
    "only terms, none yet": "version: 1\nterms:\n",
    "bare list": "- source: 가나\n  target: A\n\n- {source: 다라, target: B}\n",
    "bare list after a document mark": "%YAML 1.2\n---\n- source: 가나\n  target: A\n...\n",
    "bare mapping": "# 머리\n가나: A\n다라: B   # 꼬리",
    "empty": "",
    "blank lines": "\n\n",
    "only a comment": "# 아직 비어 있음",
    "only a comment and a line end": "# 아직 비어 있음\n\n",
    "empty document": "---\n",
    "empty list": "[]\n",
    "empty mapping": "{ }\n",
    "entries in brackets": "entries: [ {source: 가나, target: A}, {source: 다라, target: B} ]   # 한 줄\n",
    "entries in empty brackets": "version: 1\nentries: []\n",
    "entries in brackets over lines": (
        "entries: [\n  {source: 가, target: A},  # 하나\n  {source: 다, target: B}  # 둘\n]\n"
    ),
    "JSON": (
        '{"version": 1, "entries": [\n'
        '  {"source": "가", "target": "A"},\n  {"source": "다", "target": "B"}]}\n'
    ),
    "trailing comma": "entries: [\n  {source: 가나, target: A},\n]\n",
    "dash on a line of its own": (
        "entries:\n  -\n    # 설명\n    source: 가나\n    target: A\n  -   source: 다\n      target: B\n"
    ),
    "null rendering beside": "entries:\n  - source: 가나\n    target: A\n    note:\n    tags: ~\nterms:\n",
}


def opened(tmp_path: Path, text: str) -> GlossaryFile:
    path = tmp_path / "terms.yaml"
    path.write_bytes(text.encode("utf-8"))
    return GlossaryFile.open(path)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_saving_without_an_edit_leaves_the_bytes(tmp_path: Path, layout: str) -> None:
    file = opened(tmp_path, LAYOUTS[layout])
    before = file.path.stat().st_mtime_ns
    file.save()
    assert file.path.read_bytes() == LAYOUTS[layout].encode("utf-8")
    assert file.path.stat().st_mtime_ns == before


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    "entry",
    [
        Entry("새 용어", "new term"),
        Entry("표시: 많은 #용어", 'it\'s "odd": [x], #y \\1'),
        Entry(
            "엔비디아", "Nvidia", variants=("NVIDIA", "no"), case=Case.SENTENCE, tags=("칩",), note="두\n줄"
        ),
    ],
    ids=["plain", "needs quotes", "all keys"],
)
def test_add_then_remove_gives_back_the_bytes(tmp_path: Path, layout: str, entry: Entry) -> None:
    text = LAYOUTS[layout]
    file = opened(tmp_path, text)
    known = set(file.glossary)
    if layout in ("bare mapping", "empty mapping") and entry.variants:
        with pytest.raises(GlossaryError, match="a bare mapping holds renderings only"):
            file.add(entry)
        assert file.text == text
        return
    file.add(entry)
    file.save()
    again = GlossaryFile.open(file.path)
    assert set(again.glossary) == known | {entry}
    again.remove(entry.source)
    again.save()
    assert file.path.read_bytes() == text.encode("utf-8")


@pytest.mark.parametrize(
    ("source", "changes", "before", "after"),
    [
        ("한은", {"target": "Bank of Korea"}, '    target: "BOK"', '    target: "Bank of Korea"'),
        ("WWDC", {"target": "on"}, "target: WWDC}", 'target: "on"}'),
        ("WWDC", {"target": "a, b"}, "target: WWDC}", 'target: "a, b"}'),
        ("WWDC", {"note": "행사"}, "target: WWDC}", "target: WWDC, note: 행사}"),
        ("생성형 AI", {"target": "Gen AI"}, "&gen generative AI", "&gen Gen AI"),
        ("생성형 AI", {"variants": ("생성형AI",)}, '생성형AI,   "생성형 인공지능" ]', "생성형AI ]"),
        ("생성형 AI", {"variants": ("생성형 인공지능",)}, "생성형AI,   ", ""),
        ("생성형 AI", {"variants": ("생성형AI", "새AI")}, '  "생성형 인공지능" ]', "새AI ]"),
        (
            "한은",
            {"forbid": ("Korea Bank", "Bank Korea", "no")},
            "'Bank Korea'\n",
            "'Bank Korea'\n      - \"no\"\n",
        ),
        ("한은", {"forbid": ("Bank Korea",)}, "      - Korea Bank   # 틀림\n", ""),
        ("한은", {"forbid": ()}, "    forbid:\n      - Korea Bank   # 틀림\n      - 'Bank Korea'\n", ""),
        ("한은", {"status": Status.DEPRECATED}, "박 기자\n", "박 기자\n    status: deprecated\n"),
        ("금통위", {"target": "MPB"}, None, None),
        ("오픈AI", {"target": "Open AI"}, "오픈AI: OpenAI ", "오픈AI: Open AI "),
        ("챗GPT", {"target": "it's"}, "'ChatGPT'", "'it''s'"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_set_changes_one_line(
    tmp_path: Path,
    source: str,
    changes: dict[str, object],
    before: str | None,
    after: str | None,
    newline: str,
) -> None:
    file = opened(tmp_path, COMMENTED.replace("\n", newline))
    file.set(source, **changes)
    file.save()
    text = file.path.read_bytes().decode("utf-8")
    entry = next(entry for entry in loads(text) if entry.source == source)
    assert {name: getattr(entry, name) for name in changes} == changes
    if before is not None and after is not None:
        assert COMMENTED.count(before) == 1
        assert text == COMMENTED.replace(before, after).replace("\n", newline)
    else:
        old, new = COMMENTED.split("\n"), text.split(newline)
        assert len(old) == len(new) and sum(a != b for a, b in zip(old, new, strict=True)) == 1


def test_a_key_set_back_to_nothing_disappears_with_its_line(tmp_path: Path) -> None:
    file = opened(tmp_path, "entries:\n  - source: 가나\n    note: 글   # 왜\n    target: A\n")
    file.set("가나", note="")
    assert file.text == "entries:\n  - source: 가나\n    target: A\n"


def test_a_first_key_set_back_to_nothing_leaves_the_dash(tmp_path: Path) -> None:
    file = opened(tmp_path, "entries:\n  - note: 글\n    source: 가나\n    target: A\n")
    file.set("가나", note="")
    assert file.text == "entries:\n  - source: 가나\n    target: A\n"


def test_an_inherited_list_is_emptied_in_the_entry_itself(tmp_path: Path) -> None:
    file = opened(tmp_path, COMMENTED)
    file.set("생성형 AI", tags=())
    assert next(entry for entry in loads(file.text) if entry.source == "생성형 AI").tags == ()
    assert len(file.text.splitlines()) == len(COMMENTED.splitlines()) + 1


def test_a_shorthand_term_that_gets_a_key_moves_to_the_entries(tmp_path: Path) -> None:
    file = opened(tmp_path, "version: 1\nterms:\n  가나: A\n  다라: B\n")
    file.set("가나", case=Case.SENTENCE)
    assert set(file.glossary) == {Entry("가나", "A", case=Case.SENTENCE), Entry("다라", "B")}
    assert file.text.startswith("version: 1\nterms:\n  다라: B\n")


MOVED = [
    (
        "terms:\n  # 법무팀과 정함\n  가나: A   # B 아님!\n  다라: B\n",
        "terms:\n  다라: B\nentries:\n# 법무팀과 정함\n- source: 가나\n  target: A   # B 아님!\n  note: 글\n",
    ),
    (
        "terms:\n  다라: B\n  # 하나\n  # 둘\n  가나: A\n    # 셋\nentries:\n  - {source: 마바, target: C}\n",
        "terms:\n  다라: B\nentries:\n  - {source: 마바, target: C}\n"
        "  # 하나\n  # 둘\n  # 셋\n  - {source: 가나, target: A, note: 글}\n",
    ),
    (
        "terms: {\n  # 하나\n  가나: A,  # 둘\n  다라: B\n}\nentries:\n  - source: 마바\n    target: C\n",
        "terms: {\n  다라: B\n}\nentries:\n  - source: 마바\n    target: C\n"
        "  # 하나\n  - source: 가나\n    target: A  # 둘\n    note: 글\n",
    ),
]


@pytest.mark.parametrize(("text", "after"), MOVED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_comments_of_a_shorthand_term_move_with_it(
    tmp_path: Path, text: str, after: str, newline: str
) -> None:
    file = opened(tmp_path, text.replace("\n", newline))
    file.set("가나", note="글")
    assert file.text == after.replace("\n", newline)


def test_a_comment_that_has_no_place_where_its_term_would_move_is_not_lost(tmp_path: Path) -> None:
    text = "terms:\n  가나: A   # 왜\nentries: [{source: 다라, target: B}]\n"
    file = opened(tmp_path, text)
    with pytest.raises(GlossaryError, match="comment of a term has no place"):
        file.set("가나", note="글")
    assert file.text == text


LIST = """\
entries:
  - source: 메타
    target: Meta
    variants: [
      페북,  # 옛
      얼굴책,  # 농
    ]
"""
OPEN = LIST.replace("얼굴책,", "얼굴책")  # no comma at the end
FLOW_LISTS = [
    (LIST, ("페북", "얼굴책", "M"), LIST.replace("농\n", "농\n      M,\n")),
    (LIST, ("얼굴책",), LIST.replace("      페북,  # 옛\n", "")),
    (LIST, ("페북",), LIST.replace("      얼굴책,  # 농\n", "")),
    (LIST, ("페북", "M", "O"), LIST.replace("얼굴책,  # 농\n", "M,\n      O,\n")),
    (OPEN, ("페북", "얼굴책", "M"), LIST.replace("농\n", "농\n      M\n")),
    (OPEN, ("페북",), LIST.replace("      얼굴책,  # 농\n", "").replace("페북,", "페북")),
    (LIST.replace("      페", "      # 위\n      페"), ("얼굴책",), LIST.replace("      페북,  # 옛\n", "")),
    ("- {source: 메타, target: Meta, variants: [ a,  b, c, ]}\n", ("b", "d"),
     "- {source: 메타, target: Meta, variants: [ b, d, ]}\n"),
    ("- {source: 메타, target: Meta, variants: [a, b, c, d]}\n", ("a",),
     "- {source: 메타, target: Meta, variants: [a]}\n"),
    ("- {source: 메타, target: Meta, variants: [a, b]}\n", ("b", "a"),
     "- {source: 메타, target: Meta, variants: [b, a]}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "variants", "after"), FLOW_LISTS)
def test_a_list_in_brackets_keeps_its_comments_and_its_lines(
    tmp_path: Path, text: str, variants: tuple[str, ...], after: str
) -> None:
    file = opened(tmp_path, text)
    file.set("메타", variants=variants)
    assert file.text == after


REMOVED = [
    ("- source: 다라\n  target: B\n# 하나\n# 둘\n- source: 가나\n  target: A\n",
     "- source: 다라\n  target: B\n"),
    ("entries:\n  # 하나\n  - {source: 가나, target: A}   # 옆\n  - {source: 다라, target: B}\n",
     "entries:\n  - {source: 다라, target: B}\n"),
    ("terms:\n  # 하나\n  가나: A\n  # 둘\n  다라: B\n", "terms:\n  # 둘\n  다라: B\n"),
    ("entries:\n  # 구역\n\n  - {source: 가나, target: A}\n  - {source: 다라, target: B}\n",
     "entries:\n  # 구역\n\n  - {source: 다라, target: B}\n"),
    ("# 용어집\n가나: A\n다라: B\n", "# 용어집\n다라: B\n"),
    ("- {source: 다라, target: B}\n  # 그 항목의\n# 하나\n- {source: 가나, target: A}\n  # 둘\n",
     "- {source: 다라, target: B}\n  # 그 항목의\n"),
    ("entries: [\n  # 하나\n  {source: 가나, target: A},  # 옆\n  # 둘\n  {source: 다라, target: B}\n]\n",
     "entries: [\n  # 둘\n  {source: 다라, target: B}\n]\n"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "after"), REMOVED)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_an_entry_is_removed_with_its_comments_and_no_others(
    tmp_path: Path, text: str, after: str, newline: str
) -> None:
    file = opened(tmp_path, text.replace("\n", newline))
    file.remove("가나")
    assert file.text == after.replace("\n", newline)


MANY = 60
BLOCK = "".join(f"  - source: 용어{n}\n    target: term {n}   # {n}\n" for n in range(MANY))
SHORT = "".join(f"{{source: 용어{n}, target: term {n}}}, " for n in range(MANY))
BULK = {
    "block": f"entries:\n{BLOCK}",
    "bare list": BLOCK.replace("  - ", "- ").replace("    ", "  "),
    "braces": "entries:\n" + "".join(f"  - {{source: 용어{n}, target: term {n}}}\n" for n in range(MANY)),
    "brackets": f"entries: [{SHORT}]\n",
    "terms": "version: 1\nterms:\n" + "".join(f"  용어{n}: term {n}\n" for n in range(MANY)),
    "bare terms": "".join(f"용어{n}: term {n}\n" for n in range(MANY)),
    "empty": "",
    "without any": "version: 1\nentries:\n",
}


def one_by_one(file: GlossaryFile, changes: list[Change]) -> None:
    for change in changes:
        if change.after is None:
            assert change.before is not None
            file.remove(change.before.source)
        elif change.before is None:
            file.add(change.after)
        else:
            file.set(change.before.source, target=change.after.target, tags=change.after.tags)


@pytest.mark.parametrize("layout", BULK)
@pytest.mark.parametrize("what", ["added", "changed", "removed", "all"])
def test_many_changes_at_once_are_those_one_by_one_on_few_readings(
    tmp_path: Path, layout: str, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tags = () if "terms" in layout else ("새",)
    file, other = opened(tmp_path, BULK[layout]), opened(tmp_path, BULK[layout])
    entries = file.glossary.entries
    changes: list[Change] = []
    if what in ("changed", "all"):
        changes += [Change(entry, replace(entry, target="new", tags=tags)) for entry in entries[::3]]
    if what in ("removed", "all"):
        changes += [Change(entry, None) for entry in entries[1:40] if entry not in entries[::3]]
    if what in ("added", "all"):
        changes += [Change(None, Entry(f"새말{number}", "new")) for number in range(MANY)]
    one_by_one(other, changes)
    readings = []
    read = yamledit.RawGlossary
    monkeypatch.setattr(yamledit, "RawGlossary", lambda *given: readings.append(given) or read(*given))
    file.apply(changes)
    assert file.text == other.text
    assert len(readings) <= 4


def test_an_entry_is_known_in_any_normalisation_form(tmp_path: Path) -> None:
    file = opened(tmp_path, unicodedata.normalize("NFD", "terms:\n  한은: BOK\n  메타: Meta\n"))
    with pytest.raises(GlossaryError, match="already an entry"):
        file.add(Entry("한은", "BOK"))
    file.set("한은", target="Bank of Korea")
    file.rename("한은", "한은")
    file.remove("메타")
    assert file.text == unicodedata.normalize("NFD", "terms:\n  ") + "한은: Bank of Korea\n"


def test_an_alias_is_replaced_where_it_stands(tmp_path: Path) -> None:
    file = opened(tmp_path, "entries:\n  - {source: 가나, target: &a A}\n  - {source: 다라, target: *a}\n")
    file.set("다라", target="B")
    assert file.text == "entries:\n  - {source: 가나, target: &a A}\n  - {source: 다라, target: B}\n"


def test_an_anchor_that_others_use_is_not_changed_behind_their_back(tmp_path: Path) -> None:
    text = "entries:\n  - {source: 가나, target: &a A}\n  - {source: 다라, target: *a}\n"
    file = opened(tmp_path, text)
    with pytest.raises(GlossaryError, match="anchor"):
        file.set("가나", target="B")
    with pytest.raises(GlossaryError, match="anchor"):
        file.remove("가나")
    assert file.text == text


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("한은", "한국은행", "  - source: 한국은행   # 줄임말"),
        ("생성형 AI", "생성 AI", "  - source: '생성 AI'"),
        ("오픈AI", "오픈: AI", '  "오픈: AI": OpenAI   # 회사'),
    ],
)
def test_rename_keeps_the_rest_of_the_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    file = opened(tmp_path, COMMENTED)
    file.rename(old, new)
    changed = [b for a, b in zip(COMMENTED.split("\n"), file.text.split("\n"), strict=True) if a != b]
    assert changed == [line]


def test_an_entry_is_not_added_twice_and_not_renamed_onto_another(tmp_path: Path) -> None:
    file = opened(tmp_path, COMMENTED)
    with pytest.raises(GlossaryError, match="already an entry '한은'"):
        file.add(Entry("한은", "BOK"))
    with pytest.raises(GlossaryError, match="already an entry '한은'"):
        file.rename("WWDC", "한은")
    assert file.text == COMMENTED


def test_a_name_that_is_not_there_is_answered_with_the_nearest(tmp_path: Path) -> None:
    file = opened(tmp_path, COMMENTED)
    with pytest.raises(GlossaryError, match=r"no entry '생성형AI'.*did you mean '생성형 AI'"):
        file.remove("생성형AI")


def test_saving_keeps_permissions_and_links(tmp_path: Path) -> None:
    file = opened(tmp_path, COMMENTED)
    file.path.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file.path)
    through = GlossaryFile.open(link)
    through.set("한은", target="Bank of Korea")
    through.save()
    assert link.is_symlink() and "Bank of Korea" in file.path.read_text("utf-8")
    assert stat.S_IMODE(file.path.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.yaml", "terms.yaml"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    file = opened(tmp_path, COMMENTED)
    file.set("한은", target="Bank of Korea")
    file.path.write_text("가나: A\n", "utf-8")
    with pytest.raises(GlossaryError, match="changed meanwhile"):
        file.save()
    assert file.path.read_text("utf-8") == "가나: A\n"
    assert [path.name for path in tmp_path.iterdir()] == ["terms.yaml"]


def test_a_new_file_is_created_once(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    file = GlossaryFile.create(path)
    file.add(Entry("한은", "BOK"))
    file.save()
    assert path.read_text("utf-8") == (
        "version: 1\nsource: ko\ntarget: en\nentries:\n  - source: 한은\n    target: BOK\n"
    )
    second = GlossaryFile.create(path)
    with pytest.raises(GlossaryError, match="changed meanwhile"):
        second.save()


ADDING = """
import sys
from pathlib import Path
from glossary.entry import Entry
from glossary.yamlfile import GlossaryFile
path, name = Path(sys.argv[1]), sys.argv[2]
for number in range(100):
    with GlossaryFile.locked(path) as file:
        file.add(Entry(f"{name}{number}", f"term {number}"))
        file.save()
"""


def test_two_processes_at_once_lose_no_edit(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_text(COMMENTED, "utf-8")
    environment = {**os.environ, "YONGEO_CACHE": str(tmp_path / "cache")}
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDING, str(path), name], env=environment)
        for name in ("갑", "을")
    ]
    assert [writer.wait(timeout=120) for writer in writers] == [0, 0]
    sources = {entry.source for entry in loads(path.read_text("utf-8"))}
    assert sources >= {f"{name}{number}" for name in ("갑", "을") for number in range(100)}
    assert len(sources) == 200 + len(loads(COMMENTED))


def test_the_lock_lies_in_the_cache_wherever_that_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YONGEO_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "terms.yaml"
    path.write_text(COMMENTED, "utf-8")
    with GlossaryFile.locked(path) as file:
        file.add(Entry("잠금", "lock"))
        file.save()
    assert len(list((tmp_path / "cache" / "locks").iterdir())) == 1
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["terms.yaml"]


TEXTS = st.text(
    st.one_of(
        st.sampled_from("가나다AIon01.:-#'\"[]{}, \\&*!|>%@`~\t\n\u200b\ufeff\u00a0é😀美\u2028\x85"),
        st.characters(codec="utf-8"),
    ),
    min_size=1,
    max_size=12,
).filter(lambda text: bool(text.strip()))


@given(TEXTS, st.sampled_from(["", "'", '"']))
def test_any_text_written_as_yaml_is_read_back(text: str, style: str) -> None:
    assert loads(f"- source: {scalar(text, style)}\n  target: A\n").entries[0].source == text
    assert loads(f"[{{source: {scalar(text, style, flow=True)}, target: A}}]").entries[0].source == text


@pytest.mark.parametrize(
    "word",
    [
        "NO",
        "no",
        "on",
        "Off",
        "y",
        "012",
        "1e3",
        "12:30:45",
        "0x1F",
        "2026-06-01",
        "~",
        "null",
        "true",
        "1.10",
        "1_000",
        "-1",
    ],
)
def test_a_word_that_a_yaml_reader_would_change_is_written_in_quotes(word: str) -> None:
    assert scalar(word) == f'"{word}"'


ENTRIES = st.builds(
    Entry,
    source=TEXTS,
    target=TEXTS,
    variants=st.lists(TEXTS, max_size=2).map(tuple),
    case=st.sampled_from(Case),
    match=st.sampled_from([Match.WORD, Match.EXACT]),
    note=st.one_of(st.just(""), TEXTS),
    status=st.sampled_from(Status),
)


@settings(max_examples=150, deadline=None)
@given(
    layout=st.sampled_from(sorted(set(LAYOUTS) - {"bare mapping", "empty mapping"})),
    entry=ENTRIES,
    target=TEXTS,
)
def test_any_entry_can_be_added_changed_and_removed(
    tmp_path_factory: pytest.TempPathFactory, layout: str, entry: Entry, target: str
) -> None:
    text = LAYOUTS[layout]
    file = opened(tmp_path_factory.mktemp("edit"), text)
    file.add(entry)
    assert entry in file.glossary.entries
    added = file.text
    file.set(entry.source, target=target)
    assert next(known for known in file.glossary if known.source == entry.source).target == target
    file.set(entry.source, target=entry.target)
    assert len(file.text.splitlines()) == len(added.splitlines())
    file.remove(entry.source)
    assert file.text == text


@settings(max_examples=100, deadline=None)
@given(
    layout=st.sampled_from(sorted(LAYOUTS)),
    places=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(["# 설명\n", "\n", "\r\n", " ", "\t", "  # 끝\n"]))
    ),
)
def test_loading_and_saving_any_valid_file_keeps_its_bytes(
    tmp_path_factory: pytest.TempPathFactory, layout: str, places: list[tuple[float, str]]
) -> None:
    text = LAYOUTS[layout]
    for place, piece in places:
        index = int(place * len(text))
        text = text[:index] + piece + text[index:]
    if raw_entries(text).problems:
        return
    file = opened(tmp_path_factory.mktemp("keep"), text)
    file.save()
    assert file.path.read_bytes() == text.encode("utf-8")
    try:
        file.add(Entry("새로운 용어", "new term"))
    except GlossaryError:
        assert file.text == text
        return
    file.remove("새로운 용어")
    assert file.text == text
