"""Links for the logs in words: why some names get none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.language import translate, translate_count

if TYPE_CHECKING:
    from collections.abc import Iterator


def link_doubts(unsure: int, left_out: int) -> Iterator[str]:
    """Yield how many names get no link, since nobody said what is meant or since one would harm."""
    if unsure:
        names = translate_count("{count} name is unsure", "{count} names are unsure", unsure)
        yield translate("{count}: after a scan, the inbox asks which papers are meant", count=names)
    if left_out:
        yield translate_count(
            "{count} name gets no link: with one the log would be read otherwise",
            "{count} names get no link: with one the log would be read otherwise",
            left_out,
        )
