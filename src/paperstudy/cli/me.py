"""Who sits at the keyboard: asked when it is first needed, then kept in the settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paperstudy.cli.asking import ask_number, ask_yes, can_ask
from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line

if TYPE_CHECKING:
    from paperstudy.cli.call import Call
    from paperstudy.config import Settings


def find_me(call: Call, *names: str) -> Settings:
    """Return the settings of a command; where one of `names` is `me`, with the name that it means.

    Nobody is asked where nobody can answer; the operation says then what is missing.

    Raises:
        ConfigError: a setting is wrong, or what was answered cannot be kept.
        InvalidEditError: what was answered is no name.
    """
    settings = call.settings
    if settings.me or not names or not can_ask(call):
        return settings
    from paperstudy.study.persons_finding import is_me

    if not any(is_me(part) for name in names for part in name.split(",")):
        return settings
    typed = _ask()
    name = _settle(call, typed) if typed else ""
    if not name:
        return settings
    from dataclasses import replace

    from paperstudy.study.settings_file import save_setting

    path = save_setting("me", name, call.environ)
    call.say("from now on you are {name}: {path}", name=name, path=path)
    return replace(settings, me=name)


def _ask() -> str:
    sys.stderr.write(translate("Who are you? Your name as the logs write it: "))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\n")
    return clean_line(answer)


def _settle(call: Call, typed: str) -> str:
    """Return who it is in the group, or what they typed where they say that they are new."""
    with call.open_study() as study:
        guess = study.people.guess(typed)
    if guess.person is not None:
        return guess.person.name
    others = [person.name for person in guess.others]
    if len(others) > 1:
        call.say("several people are called “{name}”", name=typed)
        for number, name in enumerate(others, 1):
            call.tell(f"  {number}. {name}")
        chosen = ask_number(len(others))
        return others[chosen - 1] if chosen else ""
    if others and ask_yes(translate("Did you mean {near}?", near=others[0])):
        return others[0]
    question = translate("Nobody here is called “{name}”. Are you new in the group?", name=typed)
    if not ask_yes(question):
        return ""
    if others:  # a name so near somebody else's is only taken for one that was added
        with call.open_study() as study:
            study.people.add(typed)
    return typed
