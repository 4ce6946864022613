"""Who sits at the keyboard: asked when it is first needed, then kept in the settings."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

from paperstudy.domain.errors import NotFoundError, PaperstudyError
from paperstudy.domain.language import translate
from paperstudy.domain.text import clean_line
from paperstudy.tui.widgets.dialogs import Choice, Pick, Prompt, typed_choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from paperstudy.study.study import Study
    from paperstudy.tui.app import PaperstudyApp
    from paperstudy.tui.screens.base import PaperstudyScreen

_SOMEBODY_ELSE = ""


def as_me(screen: PaperstudyScreen, then: Callable[[], object]) -> None:
    """Do something for who sits at the keyboard; ask who that is where nobody has said."""
    if screen.paperstudy.settings.me:
        then()
        return

    def take(name: str | None) -> None:
        if name and clean_line(name):
            _keep(screen, clean_line(name), then)
        elif name == _SOMEBODY_ELSE:
            help_ = translate("as the logs write it; it is kept in your settings")
            screen.app.push_screen(Prompt(translate("Who are you?"), help=help_), take_typed)

    def take_typed(name: str | None) -> None:
        if name and clean_line(name):
            _keep(screen, clean_line(name), then)

    def ask(names: tuple[str, ...]) -> None:
        choices = [(name, name, "") for name in names]
        screen.app.push_screen(Pick(translate("Who are you?"), choices, own), take)

    def own(typed: str) -> Choice[str]:
        return typed_choice(typed, translate("somebody else: type a name"))

    screen.paperstudy.answers.ask(
        lambda study: tuple(one.person.name for one in study.people.list()), ask
    )


def tell_if_new(app: PaperstudyApp, name: str, before: str = "") -> None:
    """Say that nobody is called so yet, for it may be a slip; the first thing they do adds them.

    `before` is what is to be said anyway.
    """

    def find(study: Study) -> str | None:
        try:
            study.people.get(name)
        except NotFoundError as error:
            return str(error.fields.get("near", ""))
        except PaperstudyError:
            return None  # it fits several: what they do first will say so
        return None

    def tell(near: str | None) -> None:
        said = ""
        if near:
            said = translate(
                "nobody is called “{name}” here. Did you mean {near}?", name=name, near=near
            )
        elif near is not None:
            said = translate(
                "nobody is called “{name}” here yet: your first vote or reading adds you", name=name
            )
        if lines := [one for one in (before, said) if one]:
            app.say("\n".join(lines))

    app.work.ask(find, tell)


def _keep(screen: PaperstudyScreen, name: str, then: Callable[[], object]) -> None:
    from paperstudy.study.settings_file import save_setting

    try:
        save_setting("me", name, os.environ)
    except PaperstudyError as error:
        screen.paperstudy.say_error(error)
        return
    screen.paperstudy.use_settings(replace(screen.paperstudy.settings, me=name))
    tell_if_new(screen.paperstudy, name, translate("from now on you are {name}", name=name))
    then()
