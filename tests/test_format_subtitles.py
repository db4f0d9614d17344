"""Subtitles: as many cues, with the same times, each with its English."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pseudo import copied, in_english, masked, sources

from translate.errors import InputError
from translate.formats import format_for

SRT = """1
00:00:01,000 --> 00:00:03,500
어제 저녁 강변 공원에서

2
00:00:03,600 --> 00:00:06,000
작은 음악회가 열렸습니다.

3
00:00:07,000 --> 00:00:09,000 X1:100 X2:200
<i>비가 왔지만
많이 모였다.</i>

4
00:00:10,000 --> 00:00:12,000
- 어디서 오셨어요?
- 옆 마을에서요.

5
00:00:13,000 --> 00:00:15,000
{\\an8}무대 위

6
00:00:16,000 --> 00:00:19,000
♪ 달빛 아래 ♪
"""

ENGLISH = {
    "어제 저녁 강변 공원에서 작은 음악회가 열렸습니다.": "A small concert was held last evening in the park.",
    "비가 왔지만 많이 모였다.": "Many came despite the rain.",
    "- 어디서 오셨어요?": "- Where are you from?",
    "- 옆 마을에서요.": "- The next village.",
    "무대 위": "On the stage",
    "달빛 아래": "Under the moonlight",
}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_copy_is_the_same_byte_for_byte(newline: str) -> None:
    file = SRT.replace("\n", newline)
    assert copied(file, "a.srt").decode() == file
    assert copied("\ufeff" + file, "a.srt").decode() == "\ufeff" + file


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_cues_stay(newline: str) -> None:
    done = in_english(SRT.replace("\n", newline), "a.srt", ENGLISH).decode()
    assert done == (
        """1
00:00:01,000 --> 00:00:03,500
A small concert was held

2
00:00:03,600 --> 00:00:06,000
last evening in the park.

3
00:00:07,000 --> 00:00:09,000 X1:100 X2:200
<i>Many came despite the rain.</i>

4
00:00:10,000 --> 00:00:12,000
- Where are you from?
- The next village.

5
00:00:13,000 --> 00:00:15,000
{\\an8}On the stage

6
00:00:16,000 --> 00:00:19,000
♪ Under the moonlight ♪
""".replace("\n", newline)
    )


VTT = """WEBVTT 음악회 기록
Kind: captions

STYLE
::cue(.x) { color: yellow }

NOTE 담당: 김나루

첫째
00:01.000 --> 00:04.000 position:10% align:start
<v 김나루>비가 그쳤어요.

2
01:00:05.000 --> 01:00:07.000
<c.x>가람시</c>에서 <00:05.500>출발 &amp; 도착

NOTE
끝말입니다

01:00:08.000 --> 01:00:09.000
서울 --> 부산
"""


def test_vtt_keeps_all_but_cue_text() -> None:
    assert copied(VTT, "a.vtt").decode() == VTT
    assert masked(VTT, "a.vtt") == (
        VTT.replace("비가 그쳤어요", "xx xxxx")
        .replace("가람시", "xxx")
        .replace("에서 <", "xx <")
        .replace("출발 &amp; 도착", "xx &amp; xx")
        .replace("서울 --> 부산", "xx --&gt; xx")
    )


def test_the_reading_of_a_character_is_no_word() -> None:
    file = "WEBVTT\n\n00:01.000 --> 00:02.000\n<ruby>北<rt>북</rt></ruby>의 <i>말</i>\n"
    assert sources(file, "a.vtt") == ["北의 말"]
    assert masked(file, "a.vtt") == file.replace("<ruby>北<rt>북</rt></ruby>의 <i>말</i>", "北x <i>x</i>")


def test_one_word_for_two_cues_leaves_no_cue_empty() -> None:
    file = "1\n00:00:01,000 --> 00:00:02,000\n그래서 나는\n\n2\n00:00:02,100 --> 00:00:03,000\n기다렸다.\n"
    assert sources(file, "a.srt") == ["그래서 나는 기다렸다."]
    done = in_english(file, "a.srt", {"그래서 나는 기다렸다.": "Waiting."}).decode()
    assert done == file.replace("그래서 나는", "Waiting.").replace("기다렸다.", "Waiting.")


def test_a_long_line_becomes_two() -> None:
    file = "1\n00:00:01,000 --> 00:00:02,000\n길다.\n"
    english = "This line is much too long to be read on one line of a screen."
    done = in_english(file, "a.srt", {"길다.": english}).decode().splitlines()[2:]
    assert done == ["This line is much too long to be", "read on one line of a screen."]


def test_lines_are_as_long_as_they_show() -> None:
    file = "WEBVTT\n\n00:01.000 --> 00:02.000\n길다.\n"
    shown = "So 1 < 2 < 3 < 4 & 5 < 6 < 7 < 8 < 9."
    done = in_english(file, "a.vtt", {"길다.": shown}).decode().splitlines()[3:]
    assert done == [shown.replace("&", "&amp;").replace("<", "&lt;")]


def test_sentences_of_cues_far_apart_are_not_joined() -> None:
    file = "1\n00:00:01,000 --> 00:00:02,000\n그래서 나는\n\n2\n00:01:00,000 --> 00:01:03,000\n기다렸다.\n"
    assert sources(file, "a.srt") == ["그래서 나는", "기다렸다."]


def test_cp949_beyond_euc_kr_is_read() -> None:
    file = "1\r\n00:00:01,000 --> 00:00:02,000\r\n똠방각하는 펲시를 햏 뷁 믜\r\n"
    assert sources(file.encode("cp949"), "a.srt") == ["똠방각하는 펲시를 햏 뷁 믜"]


def test_a_file_without_times_is_refused_in_one_line() -> None:
    with pytest.raises(InputError, match=r"a\.srt: no time lines"):
        format_for("a.srt").read("안녕\n".encode(), "a.srt")


CUE = st.text(alphabet="가나다 .-\n<>i/{}\\♪1?", max_size=30)


@example(["-->가"], "a.srt")
@given(st.lists(CUE, max_size=6), st.sampled_from(["a.srt", "a.vtt"]))
def test_any_cue_text_is_copied_and_keeps_its_times(texts: list[str], name: str) -> None:
    file = "WEBVTT\n\n" if name == "a.vtt" else ""
    for number, text in enumerate(texts, 1):
        file += f"{number}\n00:00:{number:02},000 --> 00:00:{number:02},900\n{text}\n\n"
    if not texts:
        return
    assert copied(file, name).decode() == file
    times = re.compile(r"00:00:\d\d,\d{3} --> 00:00:\d\d,\d{3}")  # an arrow may stand in a text, too
    assert times.findall(masked(file, name)) == times.findall(file)
