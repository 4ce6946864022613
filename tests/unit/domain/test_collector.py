from __future__ import annotations

import gc

from paperstudy.domain.collector import uncollected


def test_the_collector_is_left_as_it_was() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()
