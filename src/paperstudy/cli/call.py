"""One call of the command: its options, its settings, and the way to the library."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from paperstudy.cli.output import Style, find_style, write_talk
from paperstudy.config import Settings, load_settings
from paperstudy.domain.language import translate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from paperstudy.study.clock import Clock
    from paperstudy.study.study import Study

    StudyOpener = Callable[[Settings], AbstractContextManager[Study]]

_SETTINGS = ("library", "database", "offline", "language")


class Call:
    """What a command is given. `options` are the global ones that were on the command line.

    `opener`, `drawn`, `clock` and `launch` stand in for the study, the terminal, the time and the
    programs that show a file or a page in tests.
    """

    __slots__ = ("clock", "drawn", "environ", "launch", "opener", "options")

    def __init__(
        self,
        environ: Mapping[str, str] | None = None,
        opener: StudyOpener | None = None,
        drawn: Style | None = None,
        clock: Clock | None = None,
        launch: Callable[[str], bool] | None = None,
    ) -> None:
        self.environ = os.environ if environ is None else environ
        self.opener = opener
        self.drawn = drawn
        self.clock = clock
        self.launch = launch
        self.options: dict[str, object] = {}

    @property
    def settings(self) -> Settings:
        """The settings of this run.

        Raises:
            ConfigError: a setting is wrong.
        """
        given = {key: self.options.get(key) for key in _SETTINGS}
        return load_settings(given, environ=self.environ)

    @property
    def style(self) -> Style:
        """How stdout is to be drawn."""
        plain = bool(self.options.get("plain"))
        if self.drawn is not None and not plain:
            return self.drawn
        return find_style(sys.stdout, self.environ, plain=plain)

    @property
    def now(self) -> datetime:
        """The time, aware: only for saying how long ago something was."""
        if self.clock is not None:
            return self.clock()
        from paperstudy.study.clock import utc_now

        return utc_now()

    @property
    def quiet(self) -> bool:
        """Whether talk that is no error is unwelcome."""
        return bool(self.options.get("quiet"))

    def open_study(self, settings: Settings | None = None) -> AbstractContextManager[Study]:
        """Open the library that the settings name.

        Raises:
            ConfigError: a setting is wrong.
            StoreError: the library cannot be opened.
        """
        if self.opener is None:
            from paperstudy.study import open_study

            return open_study(settings or self.settings)
        return self.opener(settings or self.settings)

    def say(self, message: str, **fields: object) -> None:
        """Tell a person something on stderr, in their language, unless they want quiet."""
        if not self.quiet:
            from paperstudy.saying.errors import clean_fields

            self.tell(translate(message, **clean_fields(fields.items())))

    def tell(self, text: str) -> None:
        """Tell a person a sentence that is translated already, unless they want quiet."""
        if not self.quiet:
            write_talk(text)
