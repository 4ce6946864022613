"""Draw `docs/screen.svg`: the demo as a terminal shows it. Run: `python docs/make_screen.py`."""  # noqa: INP001 - a tool beside the picture

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.text import Text

from paperstudy.cli.app import run
from paperstudy.cli.call import Call
from paperstudy.cli.output import Style

COLUMNS = 100
LINES = 46


def main() -> None:
    """Run the demo with colours and keep its first lines as a picture."""
    screen = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stdout(screen):
        target = Path(folder) / "demo"
        code = run(["demo", "-o", str(target)], Call(environ={}, drawn=Style(COLUMNS, color=True)))
        shown = screen.getvalue().replace(str(target), "/tmp/paperstudy-demo")  # noqa: S108 - text
    if code:
        sys.exit(code)
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), legacy_windows=False)
    console.print(Text("$ paperstudy demo", style="bold"))
    console.print(Text.from_ansi("\n".join(shown.splitlines()[:LINES])))
    console.save_svg(str(Path(__file__).parent / "screen.svg"), title="paperstudy demo")


if __name__ == "__main__":
    main()
