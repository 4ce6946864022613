"""What can be done on the screen of the settings."""

from __future__ import annotations

from paperstudy.tui.operations.table import Operation

OPERATIONS = (
    Operation("settings.change", "Change the setting under the cursor", "enter,e", "change", ("config show",), hint="change"),
    Operation("settings.clear", "Take the setting back to its default", "d,delete", "clear", hint="default"),
    Operation("settings.file", "Open your settings file in your editor", "o", "file", hint="file"),
    Operation("settings.archive", "Show the archive of Papers with Code: download, import, delete", "c", "archive", ("catalogue status", "catalogue pull", "catalogue import", "catalogue remove"), hint="archive"),
    Operation("settings.theme", "Change the theme", "", "change('theme')"),
    Operation("settings.language", "Change the language", "", "change('language')"),
    Operation("settings.library", "Go to another library", "L", "change('library')", hint="another library"),
    Operation("settings.me", "Say who you are", "", "change('me')"),
    Operation("settings.offline", "Work without the network, or with it again", "", "change('offline')"),
)  # fmt: skip
