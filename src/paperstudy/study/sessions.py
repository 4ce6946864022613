"""The group's meetings: when, who, and which paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError

if TYPE_CHECKING:
    from datetime import date

    from paperstudy.domain.sessions import StudySession
    from paperstudy.store.store import Reader, Store


class Sessions:
    """Lists and shows study sessions."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def list(
        self,
        *,
        since: date | None = None,
        until: date | None = None,
        person: str = "",
        paper: str = "",
    ) -> tuple[StudySession, ...]:
        """Return sessions by date, those without one last; all filters must hold.

        Raises:
            NotFoundError: no paper has the key `paper`, or nobody the name `person`.
        """
        from paperstudy.study.finding import find_paper

        with self._store.read() as tx:
            key = find_paper(tx, paper).key if paper else ""
            if person:
                _must_know(tx, person)
            return tx.sessions.all(since=since, until=until, person=person, paper=key)

    def get(self, number: int) -> StudySession:
        """Return one session by its number.

        Raises:
            NotFoundError: there is none.
        """
        from paperstudy.domain.sessions import SessionId

        with self._store.read() as tx:
            session = tx.sessions.get(SessionId(number))
        if session is None:
            raise NotFoundError(
                "there is no session {number}",
                hint="`paperstudy session list` lists them with their numbers",
                number=number,
            )
        return session


def _must_know(tx: Reader, name: str) -> None:
    if tx.people.find(name) is not None:
        return
    from difflib import get_close_matches

    names = [person.name for person in tx.people.all()]
    near = get_close_matches(name, names, n=1, cutoff=0.5)
    if near:
        raise NotFoundError(
            "nobody here is called “{name}”", hint="did you mean {near}?", name=name, near=near[0]
        )
    raise NotFoundError(
        "nobody here is called “{name}”",
        hint="`paperstudy session list` shows who takes part",
        name=name,
    )
