"""Records for tests of the translation memory."""

from __future__ import annotations

from translate.memory import Stored, key

SENTENCE = "한빛전자는 내년에 새 공장을 짓는다."


def name(number: int) -> str:
    return key(f"문장 {number}", (), "koen", {})


def record(number: int) -> Stored:
    return Stored(f"문장 {number}", f"Sentence {number}", engine="local", model="koen", score=-0.25)
