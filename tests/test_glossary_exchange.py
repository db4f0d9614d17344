"""Glossaries in and out of other programs' formats."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from glossary import Case, Entry, Glossary, GlossaryError, Match, Status
from glossary.exchange import FORMATS, decode_glossary, encode_glossary, format_of

HBM = Entry(
    "고대역폭메모리",
    "high-bandwidth memory",
    variants=("고대역폭 메모리", "HBM 메모리"),
    forbid=("high bandwidth memory", "HBM memory"),
    note="약어는 HBM; 하이픈을 쓴다",
    tags=("반도체", "한빛전자"),
)
WWDC = Entry("WWDC", "WWDC")
OLD = Entry("인터넷진흥회", "Internet Promotion Society", status=Status.DEPRECATED, note="새말: 디지털진흥회")
NEW = Entry("디지털진흥회", "Digital Promotion Agency", status=Status.PROPOSED)
CASED = Entry("생성형 AI", "generative AI", case=Case.SENTENCE, match=Match.EXACT)
PATTERN = Entry(r"제\d+차 회의", "meeting", match=Match.REGEX)

# Anything but control characters, which XML and workbooks cannot hold.
_LETTERS = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\x85\ufeff\ufffe\uffff"
)
_HARD = st.sampled_from(
    (
        "=1+1",
        "_x0041_",
        "-5%",
        "+82",
        "@here",
        "'=x",
        "''-x",
        "AT&T",
        "a|b",
        r"\1 \g<0>",
        r"a\|b",
        "<Wow>",
        'say "hi"',
        "a,b;c",
    )
)
_TEXT = _HARD | st.text(_LETTERS, min_size=1, max_size=12).map(str.strip).filter(bool)
_LIST = st.lists(_TEXT, max_size=3).map(tuple)
ENTRIES = st.builds(
    Entry,
    source=_TEXT,
    target=_TEXT,
    variants=_LIST,
    case=st.sampled_from(Case),
    match=st.sampled_from(Match),
    forbid=_LIST,
    note=st.just("") | _TEXT | st.tuples(_TEXT, _TEXT).map("\n".join),
    status=st.sampled_from(Status),
    tags=_LIST,
)
GLOSSARIES = st.lists(ENTRIES, min_size=1, max_size=4).map(lambda entries: Glossary(tuple(entries)))
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def imported(tmp_path: Path, data: bytes, name: str, format: str | None = None) -> tuple[Entry, ...]:
    return read(tmp_path, data, name, format)[0]


def read(
    tmp_path: Path, data: bytes, name: str, format: str | None = None
) -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    path = tmp_path / name
    path.write_bytes(data)
    result = decode_glossary(path, format)
    return result.glossary.entries, result.losses


def exported(*entries: Entry, format: str) -> tuple[str, tuple[str, ...]]:
    result = encode_glossary(Glossary(entries), format)
    return result.data.decode(), result.losses


class TestRoundTrip:
    @pytest.mark.parametrize("format", ["csv", "tsv", "tmx", "xlsx"])
    @given(glossary=GLOSSARIES)
    @FEW
    def test_full_formats_give_back_every_field(
        self, format: str, glossary: Glossary, tmp_path: Path
    ) -> None:
        once = encode_glossary(glossary, format)
        entries, losses = read(tmp_path, once.data, f"terms.{format}")
        assert entries == glossary.entries
        assert (once.losses, losses) == ((), ())
        if format != "xlsx":  # a workbook carries its time of making
            assert encode_glossary(Glossary(entries), format).data == once.data

    @given(glossary=GLOSSARIES)
    @FEW
    def test_tbx_gives_back_all_but_case_and_match(self, glossary: Glossary, tmp_path: Path) -> None:
        kept = tuple(
            Entry(e.source, e.target, e.variants, forbid=e.forbid, note=e.note, status=e.status, tags=e.tags)
            for e in glossary
            if e.match is not Match.REGEX
        )
        if not kept:
            return
        entries, losses = read(tmp_path, encode_glossary(glossary, "tbx").data, "terms.tbx")
        assert entries == kept
        assert losses == ()

    @pytest.mark.parametrize("format", ["deepl", "google", "txt"])
    def test_two_columns_give_back_source_and_rendering(self, format: str, tmp_path: Path) -> None:
        entries = (
            WWDC,
            Entry("챗GPT", "ChatGPT"),
            Entry("에이티앤티", '"AT&T"'),
            Entry("마이너스 금리", "-0.1%"),
        )
        data, losses = exported(*entries, format=format)
        assert losses == ()
        assert imported(tmp_path, data.encode(), "terms.txt", format) == entries


class TestLosses:
    @pytest.mark.parametrize(
        ("format", "entry", "loss"),
        [
            ("tbx", CASED, "case not carried: 생성형 AI"),
            ("tbx", CASED, "match not carried: 생성형 AI"),
            ("tbx-core", HBM, "forbid not carried: 고대역폭메모리"),
            ("tbx-core", OLD, "status not carried: 인터넷진흥회"),
            ("txt", HBM, "variants not carried: 고대역폭메모리"),
            ("deepl", HBM, "note not carried: 고대역폭메모리"),
            ("deepl", OLD, "deprecated entries are left out: 인터넷진흥회"),
            ("google", PATTERN, r"regular expressions are left out: 제\d+차 회의"),
            ("deepl", Entry("두 줄", "two\nlines"), "left out, has a tab or a line end: 두 줄"),
        ],
    )
    def test_what_a_format_cannot_carry_is_named(self, format: str, entry: Entry, loss: str) -> None:
        assert loss in encode_glossary(Glossary((entry, WWDC)), format).losses

    def test_many_are_counted(self) -> None:
        entries = tuple(Entry(f"용어{number}", f"term {number}", case=Case.SENTENCE) for number in range(9))
        (loss,) = encode_glossary(Glossary(entries), "tbx").losses
        assert loss == "case not carried: 용어0, 용어1, 용어2 and 6 more"

    def test_deepl_gets_each_variant_as_a_line(self) -> None:
        data, _ = exported(HBM, format="deepl")
        assert data.splitlines() == [
            "고대역폭메모리\thigh-bandwidth memory",
            "고대역폭 메모리\thigh-bandwidth memory",
            "HBM 메모리\thigh-bandwidth memory",
        ]

    def test_rows_without_a_rendering_are_named_with_their_line(self, tmp_path: Path) -> None:
        entries, losses = read(tmp_path, "source,target,색\n상표,,\n한은,BOK,\n".encode(), "terms.csv")
        assert [entry.target for entry in entries] == ["BOK"]
        assert losses == ("columns that are not understood: 색", "left out, no rendering: 상표 (line 2)")


class TestTables:
    PLAIN = '오픈AI,OpenAI\n"가온, 누리","Gaon, Nuri"\n한은,BOK\n'
    RENDERINGS = ("OpenAI", "Gaon, Nuri", "BOK")

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp949"])
    @pytest.mark.parametrize("header", ["", "source,target\n", "한국어,영어\n", "Ko-KR,en-us\n"])
    def test_any_encoding_with_and_without_header(self, encoding: str, header: str, tmp_path: Path) -> None:
        entries = imported(tmp_path, (header + self.PLAIN).encode(encoding), "terms.csv")
        assert tuple(entry.target for entry in entries) == self.RENDERINGS
        assert entries[0].source == "오픈AI"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_tsv_with_columns_in_another_order(self, encoding: str, tmp_path: Path) -> None:
        text = "en\tko\tdescription\nBOK\t한은\t중앙은행\n"
        assert imported(tmp_path, text.encode(encoding), "t.tsv") == (Entry("한은", "BOK", note="중앙은행"),)

    def test_semicolons_of_european_spreadsheets(self, tmp_path: Path) -> None:
        assert imported(tmp_path, "source;target\r\n한은;BOK\r\n".encode(), "t.csv") == (
            Entry("한은", "BOK"),
        )

    @pytest.mark.parametrize(
        ("text", "rendering"),
        [
            ("한국은행;Bank of Korea, the\n", "Bank of Korea, the"),
            ("국문;영문\n한국은행;Bank of Korea,the\n", "Bank of Korea,the"),
            ("한국은행,BOK; central bank\n", "BOK; central bank"),
            ('한국은행,"BOK;x;y"\n', "BOK;x;y"),
            ('한국은행;"a, b,c\nd,e"\n', "a, b,c\nd,e"),
            ("한국은행, BOK\n", "BOK"),
            ("한국은행\tBOK, the; central\n", "BOK, the; central"),
            ("sep=;\r\n한국은행;Bank,of,Korea\r\n", "Bank,of,Korea"),
            ('"sep=|"\n한국은행|Bank,of;Korea\n', "Bank,of;Korea"),
        ],
    )
    def test_what_parts_the_cells_is_found(self, text: str, rendering: str, tmp_path: Path) -> None:
        assert imported(tmp_path, text.encode(), "t.csv") == (Entry("한국은행", rendering),)

    @pytest.mark.parametrize("header", ["국문,영문", "한글,영문", "영문,국문"])
    @pytest.mark.parametrize("above", [(), ("용어집 2024,",), ("용어집,", "", "부서,2024년")])
    def test_korean_headers_below_a_title(self, above: tuple[str, ...], header: str, tmp_path: Path) -> None:
        row = "한은,BOK" if header.endswith("영문") else "BOK,한은"
        entries, losses = read(tmp_path, "\n".join((*above, header, row)).encode(), "t.csv")
        assert entries == (Entry("한은", "BOK"),)
        titles = ", ".join(f"line {number}" for number, title in enumerate(above, 1) if title)
        assert losses == ((f"left out, above the header: {titles}",) if above else ())

    def test_deepl_csv_with_language_columns(self, tmp_path: Path) -> None:
        assert imported(tmp_path, "한은,BOK,ko,en\n".encode(), "t.csv") == (Entry("한은", "BOK"),)

    def test_cp949_beyond_euc_kr(self, tmp_path: Path) -> None:
        assert (
            imported(tmp_path, "똠방각하,Ttombang\n뷁,bwelk\n".encode("cp949"), "t.csv")[0].source
            == "똠방각하"
        )

    def test_quotation_marks_that_belong_to_the_term(self, tmp_path: Path) -> None:
        data = '"새벽" 요금제\t"Dawn" plan\n'.encode()
        assert imported(tmp_path, data, "t.tsv") == (Entry('"새벽" 요금제', '"Dawn" plan'),)

    @pytest.mark.parametrize(
        "line", ["한은\tBOK", "한은 = BOK", "한은 → BOK", "한은  BOK", "한은   ->   BOK"]
    )
    def test_plain_text(self, line: str, tmp_path: Path) -> None:
        assert imported(tmp_path, f"# 용어\n\n{line}\n".encode(), "t.txt") == (Entry("한은", "BOK"),)

    @pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "+82", "-5%", "@SUM(A1)", "＝1+1", "'=1", "''=1"])
    @pytest.mark.parametrize("format", ["csv", "tsv", "xlsx"])
    def test_no_cell_is_run_as_a_formula_and_two_round_trips_change_nothing(
        self, cell: str, format: str, tmp_path: Path
    ) -> None:
        before = entries = (Entry("부호", cell, note=cell),)
        for _ in range(2):
            data = encode_glossary(Glossary(entries), format).data
            if format == "xlsx":
                with zipfile.ZipFile(io.BytesIO(data)) as archive:
                    assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
            else:
                assert f"부호{',' if format == 'csv' else chr(9)}'" in data.decode()
            entries = imported(tmp_path, data, f"t.{format}")
        assert entries == before

    def test_workbook_cells_that_are_no_text(self, tmp_path: Path) -> None:
        import openpyxl

        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        for row in (("ko", "en"), ("구공", 90), ("참", True), ("공공일", "001"), ("빈칸", None)):
            sheet.append(row)
        stream = io.BytesIO()
        workbook.save(stream)
        entries, losses = read(tmp_path, stream.getvalue(), "t.xlsx")
        assert [entry.target for entry in entries] == ["90", "TRUE", "001"]
        assert "a cell that is no text is taken as it shows: row 2, row 3" in losses

    def test_further_sheets_are_named(self, tmp_path: Path) -> None:
        import openpyxl

        workbook = openpyxl.Workbook()
        workbook.active.append(("한은", "BOK"))  # type: ignore[union-attr]
        for title, row in (("기업", ("네이버", "Naver")), ("빈 장", ()), ("기관", ("금감원", "FSS"))):
            workbook.create_sheet(title).append(row)
        stream = io.BytesIO()
        workbook.save(stream)
        entries, losses = read(tmp_path, stream.getvalue(), "t.xlsx")
        assert entries == (Entry("한은", "BOK"),)
        assert losses == ("a further sheet is left out: 기업, 기관",)

    def test_a_cell_in_the_last_corner_makes_no_billions_of_empty_ones(self, tmp_path: Path) -> None:
        import openpyxl

        workbook = openpyxl.Workbook()
        sheet = workbook.active
        assert sheet is not None
        sheet.append(("한은", "BOK"))
        sheet["XFD50000"] = "x"
        stream = io.BytesIO()
        workbook.save(stream)
        assert imported(tmp_path, stream.getvalue(), "t.xlsx") == (Entry("한은", "BOK"),)


MARTIF = """<?xml version="1.0" encoding="UTF-16"?>
<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd">
<martif type="TBX-Basic" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc>
</martifHeader>
<text><body>
 <termEntry id="tid-1">
  <descrip type="subjectField">경제</descrip>
  <descripGrp><descrip type="definition">중앙은행</descrip></descripGrp>
  <langSet xml:lang="ko-KR"><tig><term>한국은행</term></tig>
    <ntig><termGrp><term>한은</term><termNote type="termType">abbreviation</termNote></termGrp></ntig>
  </langSet>
  <langSet xml:lang="en">
    <tig><term>Korea Bank</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <tig><term>Bank of
       Korea</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
      <note>BOK on second mention</note></tig></langSet>
  <langSet xml:lang="ja"><tig><term>韓国銀行</term></tig></langSet>
 </termEntry>
</body></text></martif>
"""


class TestTermBaseExchange:
    def test_status_variants_and_a_rendering_like_its_source_survive(self, tmp_path: Path) -> None:
        data, losses = exported(HBM, WWDC, OLD, NEW, format="tbx")
        assert losses == ()
        assert imported(tmp_path, data.encode(), "t.tbx") == (HBM, WWDC, OLD, NEW)

    def test_reads_tbx_basic_of_2008(self, tmp_path: Path) -> None:
        (entry,), losses = read(tmp_path, MARTIF.encode("utf-16"), "t.tbx")
        assert entry == Entry(
            "한국은행",
            "Bank of Korea",
            ("한은",),
            forbid=("Korea Bank",),
            note="BOK on second mention",
            tags=("경제",),
        )
        assert losses == ("definition is not taken over: tid-1", "terms in ja are left out: tid-1")

    def test_reads_style_dca_of_2019(self, tmp_path: Path) -> None:
        text = """<tbx xmlns="urn:iso:std:iso:30042:ed-2" type="TBX-Basic" style="dca" xml:lang="ko">
        <tbxHeader><fileDesc><sourceDesc><p/></sourceDesc></fileDesc></tbxHeader><text><body>
        <conceptEntry id="c1"><langSec xml:lang="ko"><termSec><term>한은</term></termSec></langSec>
        <langSec xml:lang="en"><termSec><term>BOK</term>
        <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termSec></langSec>
        </conceptEntry></body></text></tbx>"""
        assert imported(tmp_path, text.encode(), "t.tbx") == (Entry("한은", "BOK", status=Status.DEPRECATED),)

    @pytest.mark.parametrize(
        ("format", "entries"), [("tbx", (HBM, WWDC, OLD, NEW)), ("tbx-core", (HBM, OLD))]
    )
    def test_output_is_valid_by_the_published_rules(self, format: str, entries: tuple[Entry, ...]) -> None:
        from lxml import etree

        rules = etree.RelaxNG(etree.fromstring(RULES.encode()))
        root = etree.fromstring(exported(*entries, format=format)[0].encode())
        assert rules.validate(root), rules.error_log
        assert root.get("type") == {"tbx": "TBX-Basic", "tbx-core": "TBX-Core"}[format]
        if format == "tbx-core":  # its dialect has no data categories beyond those of the core structure
            assert {etree.QName(item).namespace for item in root.iter()} == {"urn:iso:std:iso:30042:ed-2"}

    @given(glossary=GLOSSARIES)
    @FEW
    def test_any_glossary_gives_valid_tbx(self, glossary: Glossary) -> None:
        from lxml import etree

        if all(entry.match is Match.REGEX for entry in glossary):
            with pytest.raises(GlossaryError, match="one concept at least"):
                encode_glossary(glossary, "tbx")
            return
        rules = etree.RelaxNG(etree.fromstring(RULES.encode()))
        assert rules.validate(etree.fromstring(encode_glossary(glossary, "tbx").data)), rules.error_log

    def test_the_rules_refuse_what_is_no_tbx(self) -> None:
        from lxml import etree

        rules = etree.RelaxNG(etree.fromstring(RULES.encode()))
        sound = exported(HBM, format="tbx")[0]
        for wrong in (
            sound.replace("preferredTerm-admn-sts", "best"),
            sound.replace("<tbxHeader>", "<header>").replace("</tbxHeader>", "</header>"),
            sound.replace(' style="dct"', ""),
            sound.replace("<termSec>", "<termSec><note>first</note>"),
        ):
            assert not rules.validate(etree.fromstring(wrong.encode()))


class TestTranslationMemory:
    TMX = """<?xml version="1.0" encoding="{encoding}"?><tmx version="1.4">
    <header creationtool="x" creationtoolversion="1" segtype="phrase" o-tmf="x" adminlang="en" srclang="KO"
     datatype="plaintext"/><body>
    <tu><prop type="client">가온</prop><tuv xml:lang="ko-KR"><seg>한은</seg></tuv>
    <tuv xml:lang="en-US"><seg><bpt i="1">&lt;b&gt;</bpt>BOK<ept i="1">&lt;/b&gt;</ept></seg></tuv></tu>
    <tu><tuv lang="EN"><seg>AT&amp;T</seg></tuv><tuv lang="KO"><seg>에이티앤티</seg></tuv></tu>
    </body></tmx>"""

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_codes_in_any_spelling_and_inline_markup(self, encoding: str, tmp_path: Path) -> None:
        data = self.TMX.format(encoding=encoding).encode(encoding)
        assert imported(tmp_path, data, "t.tmx") == (Entry("한은", "BOK"), Entry("에이티앤티", "AT&T"))


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE tbx [<!ENTITY a "가가가가가가가가가가">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8))
    + "]>\n<tbx><text><body><conceptEntry><note>&i;</note></conceptEntry></body></text></tbx>"
)
OUTSIDE = """<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]>
<tmx><body><tu><tuv xml:lang="ko"><seg>&x;</seg></tuv></tu></body></tmx>"""


class TestRefusals:
    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("t.tbx", BOMB.encode(), "not well-formed XML: Maximum entity amplification"),
            ("t.tmx", OUTSIDE.encode(), "declares XML entities"),
            ("t.tbx", b"<tbx><text>", "not well-formed XML"),
            ("t.tbx", b"<a>" * 5000 + b"</a>" * 5000, "not well-formed XML"),
            ("t.tbx", b"<html/>", "not TBX: its root is <html>"),
            ("t.tmx", b"", "not well-formed XML"),
            ("t.csv", '한은,"BOK\n'.encode(), "not a table of this kind"),
            ("t.csv", bytes(range(256)), "not a text file in UTF-8, UTF-16 or CP949"),
            ("t.csv", b"\xff\xfe\x00\xd8", "not a text file"),
            ("t.xlsx", b"PK\x03\x04 cut", "not a sound XLSX workbook"),
            ("t.docx", b"", "no format has the suffix .docx"),
        ],
    )
    def test_one_clear_line(self, name: str, data: bytes, message: str, tmp_path: Path) -> None:
        with pytest.raises(GlossaryError, match=message.replace("(", r"\(")) as caught:
            read(tmp_path, data, name)
        assert str(tmp_path / name) in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_workbook_that_unpacks_to_too_much(self, tmp_path: Path) -> None:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("xl/x.xml", "w") as member,
        ):
            for _ in range(51):
                member.write(bytes(10 << 20))
        with pytest.raises(GlossaryError, match="unpacks to more than 500 MiB"):
            read(tmp_path, stream.getvalue(), "t.xlsx")

    @pytest.mark.parametrize("format", sorted(FORMATS))
    def test_damaged_files_never_raise_anything_else(self, format: str, tmp_path: Path) -> None:
        chance = random.Random(format)
        sound = encode_glossary(Glossary((HBM, WWDC, OLD)), format).data
        for _ in range(100):
            content = bytearray(sound)
            for _ in range(chance.randint(1, 4)):
                place = chance.randrange(len(content) + 1)
                content[place : place + chance.choice((0, 1, 40))] = chance.randbytes(
                    chance.choice((0, 1, 5))
                )
            try:
                read(tmp_path, bytes(content), "t.x", format)
            except GlossaryError as error:
                assert "\n" not in str(error)

    def test_without_openpyxl_one_line_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "openpyxl", None)
        with pytest.raises(GlossaryError, match=r"pip install 'yongeo\[formats\]'"):
            encode_glossary(Glossary((WWDC,)), "xlsx")


def test_every_suffix_stands_for_one_format() -> None:
    suffixes = [suffix for format in FORMATS.values() for suffix in format.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert format_of(Path("용어.TBX")) == "tbx"


# The core structure of ISO 30042:2019 and the data categories of the modules min and basic.
RULES = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="urn:iso:std:iso:30042:ed-2"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"
 xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
 <start><element name="tbx"><attribute name="type"/>
  <attribute name="style"><choice><value>dct</value><value>dca</value></choice></attribute><ref name="lang"/>
  <element name="tbxHeader"><element name="fileDesc">
   <optional><element name="titleStmt"><element name="title"><text/></element></element></optional>
   <oneOrMore><element name="sourceDesc"><oneOrMore><element name="p"><text/></element></oneOrMore></element>
   </oneOrMore>
  </element></element>
  <element name="text"><element name="body"><oneOrMore><ref name="concept"/></oneOrMore></element></element>
 </element></start>
 <define name="lang"><attribute name="xml:lang"><data type="language"/></attribute></define>
 <define name="information"><zeroOrMore><choice>
  <element name="note"><text/></element><element name="min:subjectField"><text/></element>
  <element name="min:customerSubset"><text/></element><element name="basic:definition"><text/></element>
  <element name="basic:context"><text/></element><element name="basic:source"><text/></element>
 </choice></zeroOrMore></define>
 <define name="concept"><element name="conceptEntry"><attribute name="id"><data type="ID"/></attribute>
  <ref name="information"/><oneOrMore><ref name="language"/></oneOrMore></element></define>
 <define name="language"><element name="langSec"><ref name="lang"/><ref name="information"/>
  <oneOrMore><ref name="term"/></oneOrMore></element></define>
 <define name="term"><element name="termSec"><element name="term"><text/></element>
  <zeroOrMore><choice>
   <element name="note"><text/></element>
   <element name="min:administrativeStatus"><choice><value>preferredTerm-admn-sts</value>
    <value>admittedTerm-admn-sts</value><value>deprecatedTerm-admn-sts</value><value>supersededTerm-admn-sts</value>
   </choice></element>
   <element name="basic:termType"><choice><value>fullForm</value><value>acronym</value>
    <value>abbreviation</value><value>shortForm</value><value>variant</value><value>phrase</value></choice></element>
  </choice></zeroOrMore></element></define>
</grammar>
"""
