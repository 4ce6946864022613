"""Drawing what has changed, and no more: Textual asks every widget for all of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.strip import Strip


class FrugalCompositor(Compositor):
    """Puts together the lines that are drawn anew, of those widgets that are seen in them."""

    _changed: tuple[Region, ...] = ()

    def render_partial_update(self) -> ChopsUpdate | None:
        """Draw what has changed: not all that lies between two of its parts as well."""
        self._changed = tuple(self._dirty_regions)
        try:
            return super().render_partial_update()
        finally:
            self._changed = ()

    def _get_renders(
        self, crop: Region | None = None
    ) -> Iterable[tuple[Region, Region, list[Strip]]]:
        """Yield where a widget is, where it is seen, and its lines there; the foremost first."""
        bare = list(self._changed) or [crop or self.size.region]  # nothing found for it yet
        for widget, (region, clip) in self.visible_widgets.items():
            within = region.intersection(clip)
            shown = [part for part in bare if part.overlaps(within)]
            if shown:
                top, bottom = min(part.y for part in shown), max(part.bottom for part in shown)
                rows = clip.intersection(Region(clip.x, top, clip.width, bottom - top))
                seen = region.intersection(rows)
                yield region, rows, widget.render_lines(seen.translate(-region.offset))
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
