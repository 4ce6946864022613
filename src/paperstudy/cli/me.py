"""Who sits at the keyboard: asked when it is first needed, then kept in the settings."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from paperstudy.cli.asking import can_ask
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
    """
    settings = call.settings
    if settings.me or not names or not can_ask(call):
        return settings
    from paperstudy.study.persons_finding import is_me

    if not any(is_me(part) for name in names for part in name.split(",")):
        return settings
    answer = _ask()
    if not answer:
        return settings
    from dataclasses import replace

    from paperstudy.study.remembering import save_me

    path = save_me(answer, call.environ)
    call.say("from now on you are {name}: {path}", name=answer, path=path)
    return replace(settings, me=answer)


def _ask() -> str:
    sys.stderr.write(translate("Who are you? Your name as the logs write it: "))
    sys.stderr.flush()
    answer = sys.stdin.readline()
    if not answer:
        sys.stderr.write("\n")
    return clean_line(answer)
