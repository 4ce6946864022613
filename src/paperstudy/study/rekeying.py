"""New cite keys for papers that have some: by the template of the settings, in one step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from paperstudy.domain.errors import StaleEditError
from paperstudy.formats.citekey import is_made_of, make_cite_key
from paperstudy.study.choosing import choose_papers

if TYPE_CHECKING:
    from paperstudy.domain.papers import CiteKey, Paper, PaperId
    from paperstudy.store.store import Store
    from paperstudy.store.views import Reader, Writer
    from paperstudy.study.choosing import Choice
    from paperstudy.study.clock import Clock


@dataclass(frozen=True, slots=True)
class Rekeyed:
    """A paper whose key changes."""

    id: PaperId
    old: CiteKey
    new: CiteKey
    title: str


class Rekeying:
    """Gives papers the keys that the template makes; keys they had lead to them for ever."""

    def __init__(self, store: Store, clock: Clock, template: str) -> None:
        self._store = store
        self._clock = clock
        self._template = template

    def plan(self, choice: Choice) -> tuple[Rekeyed, ...]:
        """Return which keys would change, by old key; nothing is written.

        Raises:
            NotFoundError: one of the papers is not here.
        """
        with self._store.read() as tx:
            return self._plan(tx, choice)

    def rekey(
        self, choice: Choice, shown: tuple[Rekeyed, ...] | None = None
    ) -> tuple[Rekeyed, ...]:
        """Change the keys of the papers that `choice` names, and return what has changed.

        Raises:
            StaleEditError: other keys would change than a person was `shown`.
            NotFoundError: one of the papers is not here; none is changed then.
        """
        with self._store.write("rekey", at=self._clock()) as tx:
            planned = self._plan(tx, choice)
            if shown is not None and planned != shown:
                raise StaleEditError(
                    "other keys would change now", hint="look at them again, then say so"
                )
            for each in planned:
                tx.papers.set_key(each.id, each.new)
            return planned

    def _plan(self, tx: Reader | Writer, choice: Choice) -> tuple[Rekeyed, ...]:
        papers = sorted(choose_papers(tx, choice).papers, key=lambda paper: paper.id)
        taken = _Taken(tx)
        planned = []
        for paper in papers:
            taken.asking = paper
            usual = make_cite_key(paper.title, paper.authors, paper.year, (), self._template)
            if not is_made_of(paper.key, usual):
                new = make_cite_key(paper.title, paper.authors, paper.year, taken, self._template)
                taken.given.add(new)
                planned.append(Rekeyed(paper.id, paper.key, new, paper.title))
        return tuple(sorted(planned, key=lambda each: each.old))


class _Taken:
    """The keys that `asking` may not have: those of others, now or formerly, and those just given."""

    def __init__(self, tx: Reader | Writer) -> None:
        self._tx = tx
        self._keys = tx.papers.all_keys()
        self.given: set[str] = set()
        self.asking: Paper | None = None

    def __contains__(self, key: object) -> bool:
        name = str(key)
        if name in self._keys or name in self.given:
            return True
        former = self._tx.papers.find_former(name)
        return former is not None and (self.asking is None or former.id != self.asking.id)
