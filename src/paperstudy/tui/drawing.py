"""Drawing what has changed, and no more: Textual asks every widget for all of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip


class FrugalCompositor(Compositor):
    """Puts together the lines that are drawn anew, of those widgets that are seen in them."""

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield where a widget is, where it is seen, and its lines there; the foremost first."""
        crop = crop or self.size.region
        rows = Region(0, crop.y, self.size.width, crop.height)
        bare = [crop]  # what no widget has been found for yet
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip).intersection(rows)
            if any(seen.overlaps(part) for part in bare):
                lines = widget.render_lines(seen.translate(-region.offset))
                yield region, clip.intersection(rows), lines
                bare = [rest for part in bare for rest in _without(part, seen)]


def _without(whole: Region, part: Region) -> Iterable[Region]:
    """Yield what is left of a region: above, below, to the left and to the right of another."""
    taken = whole.intersection(part)
    if not taken:
        yield whole
        return
    x, y, width, height = whole
    rest = (
        Region(x, y, width, taken.y - y),
        Region(x, taken.bottom, width, y + height - taken.bottom),
        Region(x, taken.y, taken.x - x, taken.height),
        Region(taken.right, taken.y, x + width - taken.right, taken.height),
    )
    yield from filter(None, rest)
