"""Starting the app from the front door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from paperstudy.config import Settings


def run_app(settings: Settings) -> int:
    """Run the app on the library that the settings name; return the exit code."""
    from paperstudy.domain.language import set_language
    from paperstudy.tui.app import PaperstudyApp

    set_language(settings.language)
    app = PaperstudyApp(settings, greet=True)
    try:
        app.run()
    finally:
        app.close()
    if app.bugs:
        import traceback

        for error in app.bugs:
            traceback.print_exception(error)
        return 1
    return app.return_code or 0
