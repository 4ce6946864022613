"""The parts of an author's name, for formats that want them apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.formats.bib_names import UNTURNED, is_whole, split_person

if TYPE_CHECKING:
    from paperstudy.domain.papers import Author

# Words that stand behind given names and belong to neither these nor the family name.
_PARTICLES = frozenset(
    {
        "af", "av", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la",
        "le", "ten", "ter", "van", "vom", "von", "zu", "zum", "zur",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameParts:
    """Particle, family name, given names and suffix; or a name that is `whole`, alone.

    A particle that is `dropped` goes with the given names: `Beethoven, Ludwig van`. One reads a
    `comma` before a suffix where it is printed with one: `Robert Downey, Jr.`
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropped: str = ""
    suffix: str = ""
    comma: bool = False
    whole: str = ""

    @property
    def inverted(self) -> str:
        """The name with the family before a comma, as indexes write it.

        Behind a name that is whole stands a comma, and the first in it is doubled: so EndNote
        tells a group from a person.
        """
        if "," in self.whole:
            return self.whole.replace(",", ",,", 1)
        if self.whole:
            parted = " " in self.whole and not UNTURNED.search(self.whole)
            return f"{self.whole}," if parted else self.whole
        family = f"{self.particle} {self.family}".strip()
        given = f"{self.given} {self.dropped}".strip()
        return ", ".join(filter(None, (family, given, self.suffix)))


def name_parts(author: Author) -> NameParts:
    """Return the parts of a name: those that a source gave, else as BibTeX would read it."""
    if is_whole(author):
        return NameParts(whole=author.name)
    family, given, suffix = split_person(author)
    if not given:
        return NameParts(whole=" ".join(filter(None, (family, suffix))))
    words = family.split()
    small = next((n for n, word in enumerate(words) if not word[0].islower()), len(words) - 1)
    first = given.split()
    last = next((n for n in range(len(first), 1, -1) if first[n - 1] not in _PARTICLES), 1)
    return NameParts(
        family=" ".join(words[small:]),
        given=" ".join(first[:last]),
        particle=" ".join(words[:small]),
        dropped=" ".join(first[last:]),
        suffix=suffix,
        comma=bool(suffix) and f", {suffix}" in author.name,
    )
