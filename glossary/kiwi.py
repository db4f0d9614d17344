"""The one morphological analyser of a process, loaded when it is first needed."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiwipiepy import Kiwi

_loading = Lock()


def kiwi() -> Kiwi:
    """The shared Kiwi; nobody adds words to it, so that its answers depend on the text alone."""
    with _loading:
        return _loaded()


@cache
def _loaded() -> Kiwi:
    from kiwipiepy import Kiwi

    loaded = Kiwi(num_workers=1, load_multi_dict=False)
    loaded.tokenize("가")  # the first time takes as long as loading
    return loaded
