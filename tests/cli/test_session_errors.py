"""Each command on sessions with a name, a date, a key, a number or a value that does not fit."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from paperstudy.cli.commands.session import session
from tests.cli.conftest import Desk
from tests.cli.test_sessions import desk

__all__ = ["desk"]

# The commands that take a session, each with what else it needs.
NAMING = {
    "show": (),
    "edit": ("--title", "x"),
    "move": ("tomorrow",),
    "skip": (),
    "remove": (),
    "present": ("he2015deep",),
    "unpresent": (),
    "attend": ("Ada",),
    "done": (),
    "note": ("--text", "x"),
    "agenda": (),
    "minutes": (),
    "log": (),
}
NO_SESSION = {
    "99": "the nearest number is 1",
    "11/26": "the nearest is on 2026-11-27",
    "firday": "did you mean friday?",
    "굼요일": "did you mean 금요일?",
    "2026-11-31": "did you mean 2026-11-30?",
    "Vison": "did you mean 2026-11-27, Vision weekly?",
    "zzz": "its date or day, or as next or last",
}
OTHERS = [
    ("list --since firday", "did you mean friday?"),
    ("list --until 2026-02-30", "did you mean 2026-02-28?"),
    ("list --person Bobb", "did you mean bob?"),
    ("list --paper he2015dep", "did you mean he2015deep?"),
    ("list --sinse friday", "did you mean --since?"),
    ("list --upcoming --past", "not both"),
    ("new firday", "did you mean friday?"),
    ("new 2026-11-31", "did you mean 2026-11-30?"),
    ("new friday 25:00", "write it as 19:30 or 7pm"),
    ("new friday 10:00", "session 1 is on 2026-11-27 already"),
    ("new tomorrow --moderator Bobb", "did you mean bob?"),
    ("new tomorrow --scribe 김민우", "did you mean 김민수?"),
    ("new tomorrow --minutes 5000", "the nearest is 1440"),
    ("new tomorrow --minutes -3", "the nearest is 0"),
    ("edit 1 --time 25:00", "write it as 19:30 or 7pm"),
    ("edit 1 --minutes 2000", "the nearest is 1440"),
    ("edit 1 --moderator Bobb", "did you mean bob?"),
    ("edit 1 --scribe Bobb", "did you mean bob?"),
    ("edit 1", "for example: paperstudy session edit"),
    ("move 1", "for example: paperstudy session move"),
    ("move 1 firday", "did you mean friday?"),
    ("move 1 25:00", "write it as 19:30 or 7pm"),
    ("move 1 --presentation 7 --position 1", "did you mean 2?"),
    ("move 1 --presentation Bobb --position 1", "did you mean bob?"),
    ("move 1 --presentation 1 --position 9", "the nearest is 2"),
    ("move 1 --presentation 1 99", "the nearest number is 1"),
    ("move 1 --presentation 1 12/1", "the nearest is on 2026-11-27"),
    ("skip 1 --presentation 9", "did you mean 2?"),
    ("skip 1 --presentation he2015dep", "did you mean he2015deep?"),
    ("unpresent 1", "name one by its number, from 1 to 2"),
    ("unpresent 1 9", "did you mean 2?"),
    ("unpresent 1 Bobb", "did you mean bob?"),
    ("present 1 he2015dep", "did you mean he2015deep?"),
    ("present he2015dep --by Bob", "did you mean he2015deep?"),
    ("present 1 attention2017", "did you mean vaswani2017attention?"),
    ("present 1 1810.04805", "paperstudy add 1810.04805"),
    ("present 1 he2015deep --by Bobb", "did you mean bob?"),
    ("present 1 he2015deep --role presnt", "did you mean present?"),
    ("present 1 he2015deep --role sing", "one of: present, review, implement"),
    ("present 1 he2015deep --minutes 9999", "the nearest is 1440"),
    ("attend 1 Adda", "did you mean ada?"),
    ("attend 1 --absent 김민슈", "did you mean 김민수?"),
    ("swap Adda Bob", "did you mean ada?"),
    ("swap Ada Bobb", "did you mean bob?"),
    ("next --count 0", "the nearest is 1"),
    ("next --count -4", "the nearest is 1"),
    ("next --count 99999999999", "the nearest is 52"),
    ("next --count x", "from 1 to 52"),
    ("next --asign", "did you mean --assign?"),
    ("repeat firday", "did you mean friday?"),
    ("repeat 굼요일", "did you mean 금요일?"),
    ("repeat friday 25:00", "write it as 19:30 or 7pm"),
    ("repeat friday --every 99", "the nearest is 52"),
    ("repeat friday --since firday", "did you mean friday?"),
    ("repeat friday --until 2026-11-31", "did you mean 2026-11-30?"),
    ("repeat friday --holiday 12/52", "did you mean 2026-12-31?"),
    ("repeat friday --minutes 9999", "the nearest is 1440"),
    ("repeat monday --replace", "lists those that do"),
    ("repeat --until friday", "say on which weekday"),
    ("repeat --every 2", "say on which weekday"),
    ("merge 1 99", "the nearest number is 1"),
    ("merge 굼요일 1", "did you mean 금요일?"),
    ("merge 1", "drop is missing"),
    ("done 1", "is still to come"),
    ("note 1 --stdn", "did you mean --stdin?"),
    ("note 1 --append", "give it with --text or --stdin"),
    ("table --since firday", "did you mean friday?"),
    ("table --until 2026-11-31", "did you mean 2026-11-30?"),
    ("table --update nowhere.md", "nowhere.md cannot be read"),
    ("agenda 1 -o nowhere/at/all.md", "cannot be written"),
    ("minutes 1 -o nowhere/at/all.md", "cannot be written"),
    ("log 1 -o nowhere/at/all.md", "cannot be written"),
    ("shw 1", "did you mean paperstudy session show?"),
]


@pytest.fixture
def planned(desk: Desk, furnish: Callable[..., Desk]) -> Desk:
    """A session on Friday with two presentations."""
    return furnish(
        ("session", "new", "friday", "10:00", "--title", "Vision weekly"),
        ("session", "present", "friday", "he2015deep", "--by", "Bob"),
        ("session", "present", "friday", "--topic", "x", "--by", "Ada"),
    )


@pytest.mark.parametrize("name", NAMING)
def test_what_names_no_session_is_answered_with_the_nearest(planned: Desk, name: str) -> None:
    for wrong, said in NO_SESSION.items():
        given = planned("session", name, wrong, *NAMING[name])
        assert given.code in {2, 3}, wrong
        assert given.err.startswith("error: "), wrong
        assert said.lower() in given.err.lower()
        assert given.out == "", wrong


@pytest.mark.parametrize("name", dict.fromkeys(line.split()[0] for line, _ in OTHERS))
def test_what_does_not_fit_is_answered_with_the_nearest(planned: Desk, name: str) -> None:
    before = planned("session", "--json").out
    for line, said in (one for one in OTHERS if one[0].split()[0] == name):
        given = planned("session", *line.split())
        assert given.code in {2, 3}, line
        assert given.err.startswith("error: "), line
        assert said in given.err.lower(), line
        assert given.out == "", line
    assert planned("session", "--json").out == before


def test_no_command_is_forgotten() -> None:
    walked = {line.split()[0] for line, _ in OTHERS} | set(NAMING)
    assert walked >= set(session.list_commands(None))  # type: ignore[arg-type]  # it needs none
