"""Double negations, which a model turns round, said without them."""

from __future__ import annotations

import re
from itertools import pairwise

from glossary.kiwi import kiwi
from translate.preedit.particles import LIQUID, fitting

# 않다 as 있다
_NOT = (("는(?=다)", ""), ("[는은]", "는"), ("았", "었"), ("아", "어"), ("(?=[고다며으을지])", ""))
_SAME = (
    # What is not unrelated is related; not lacking, there; not unknown, known.
    *((re.compile(f"무관(?:하지|치)[는만]? 않{form}"), f"관련이 있{same}") for form, same in _NOT),
    *((re.compile(f"(?<=[이가도은] )없지[는만]? 않{form}"), f"있{same}") for form, same in _NOT),
    *((re.compile(f"모르지는? 않{form}"), f"알고 있{same}") for form, same in _NOT),
    *(
        (re.compile(f"(?<=[이가도은] )없는 (?:것은|것도|건) 아니{form}"), f"있{same}")
        for form, same in (("라(?=[고는며])", "다"), ("었", "었"), ("(?=[고다며지])", ""))
    ),
    *(
        (re.compile(f"모르는 (?:사람|이)[이은] 없{form}"), f"모두가 {same}")
        for form, same in (("다", "안다"), ("을", "알"), ("었", "알았"), ("는", "아는"))
    ),
    # May be, which is not known; who cannot deny it is not the one before.
    *(
        (
            re.compile(rf"^(?!.*(?:누가|누구|무[엇슨]|어디|어떻게|언제|얼마|왜))(.*[{LIQUID}])지도 {form}"),
            rf"\1 수도 {same}",
        )
        for form, same in (
            ("모른(?=다)", "있"),
            ("모르는", "있는"),
            ("모를", "있을"),
            ("모르(?=[겠고며지])", "있"),
        )
    ),
    (re.compile("(?<=다는 (?:점|것)은 )부인할 수 없"), "누구도 부인할 수 없"),
    (re.compile("(?<=다는 사실은 )부인할 수 없"), "누구도 부인할 수 없"),
    *(
        (re.compile(f"(?<=것[도은이] )무리[가도는] 아니{form}"), f"당연하{same}")
        for form, same in (("라(?=[고는며])", "다"), ("(?=[고다며지])", ""))
    ),
)
_FREE = re.compile("([가-힣]{2,})에서 자유로(?:울(?= 수)|(?P<noun>운)(?= ))")
_MUST = re.compile("[가-힣]+지 않(?:을 수 없|으면 안 (?P<must>[되된될됐돼]))")
_MAY = re.compile("[가-힣]+지 (?:말라는|말란) 법[은이도]? 없")
_MUST_BE = {"되": "하", "된": "한", "될": "할", "됐": "했", "돼": "해"}


def affirmed(text: str) -> str:
    """Text with double negations said without: 무관하지 않다, not unrelated, becomes 관련이 있다, related.

    Args:
        text: Plain text; a marker may stand for a name.
    """
    for pattern, same in _SAME:
        text = pattern.sub(same, text)
    return _MAY.sub(_may, _MUST.sub(_must, _FREE.sub(_escaping, text)))


def _escaping(free: re.Match[str]) -> str:
    """책임에서 자유로울 수 없다: 책임을 피할 수 없다."""
    return f"{free[1]}{fitting('을', free[1])} 피할{' 수 있는' if free['noun'] else ''}"


def _must(negated: re.Match[str]) -> str:
    """내놓지 않을 수 없었다: 내놓을 수밖에 없었다; 올리지 않으면 안 된다: 올려야 한다."""
    if negated["must"]:
        return _with_ending(negated[0], "어야", "EC", f" {_MUST_BE[negated['must']]}")
    return _with_ending(negated[0], "을", "ETM", " 수밖에 없")


def _may(negated: re.Match[str]) -> str:
    """일어나지 말란 법이 없다: 일어날 수도 있다."""
    return _with_ending(negated[0], "을", "ETM", " 수도 있")


def _with_ending(negated: str, ending: str, tag: str, rest: str) -> str:
    """The verb before 지, with another ending and what follows; as it was where Kiwi reads no such verb."""
    for stem, after in pairwise(kiwi().tokenize(negated)):
        if after.form == "지":
            joined = kiwi().join([(stem.form, stem.tag), (ending, tag)])
            return f"{negated[: stem.start]}{joined}{rest}"
    return negated
