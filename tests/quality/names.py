"""Names: whether a model's English has the Koreans whom a sentence names."""

from __future__ import annotations

import random
from collections.abc import Iterator

from glossary.persons import persons
from glossary.romanize import romanized_name
from tests.quality.figures import Row
from tests.quality.trial import Trial, decoded

_SEED = 5
_EACH = 3  # times that a sentence is decoded, with other names
_FAMILIES = "김이박최정강조윤장임한오서신권황안송유홍전문손양배백허심노하곽성차주우구민진엄채변현"
_SYLLABLES = (
    "가경규기나담도동라란린명미민병복빈상서석선성세솔수숙슬승식아애"
    "연영예옥용우욱원윤율은인일재정주준지진찬창채철태하한해혁현형혜호홍환훈희"
)


def names(trial: Trial) -> Iterator[Row]:
    """Sentences that name Koreans, with invented ones in their place, told in Korean and in English."""
    choice = random.Random(_SEED)
    sources, wanted = [], []
    for pair in trial.pairs:
        found = [person for person in persons(pair.source) if " " in person.english]
        for _ in range(_EACH if found else 0):
            text, english = pair.source, []
            for person in reversed(found):
                name = _invented(text[person.end - 1], choice)
                text = text[: person.start] + name + text[person.end :]
                english.append(romanized_name(name) or "")
            sources.append(text)
            wanted.append(english)
    count = sum(map(len, wanted))
    for case, lexicon in {"in Korean": "", "in English": trial.manifest.lexicon}.items():
        if sources and (lexicon or case == "in Korean"):
            done = decoded(trial.engine(lexicon=lexicon), sources)
            both = [(text, name) for text, some in zip(done.texts, wanted, strict=True) for name in some]
            right = sum(name in text for text, name in both)
            family = sum(name.split()[0] in text.split() for text, name in both)
            note = f"{right} of {count} as they should be, {family} family names"
            yield Row(f"Names: {len(sources)} sentences", case, seconds=done.seconds, note=note)


def _invented(last: str, choice: random.Random) -> str:
    """A name whose last syllable ends like another, in a vowel or not, so that the particle after it fits."""
    closed = _closed(last)
    final = choice.choice([syllable for syllable in _SYLLABLES if _closed(syllable) == closed])
    return choice.choice(_FAMILIES) + choice.choice(_SYLLABLES) + final


def _closed(syllable: str) -> bool:
    return (ord(syllable) - ord("가")) % 28 > 0
