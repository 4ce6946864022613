"""What the settings are called, and what each is for."""

from __future__ import annotations

import os

from paperstudy.domain.language import translate

_TITLES = {
    "theme": "Theme",
    "language": "Language",
    "logs": "Folders of logs",
    "library": "Library",
    "me": "Who you are",
    "time_zone": "Time zone",
    "offline": "Offline",
    "contact": "Contact",
    "database": "Database",
    "pdf_folder": "Folder of PDFs",
    "archive": "Archive",
    "dblp": "Ask DBLP",
}
_ABOUT = {
    "theme": "The colours of this app. Everything is said in words too.",
    "language": "English or Korean; the logs may be in any language.",
    "logs": "The folders that are read when all logs are read again, and watched.",
    "library": "Which library to use; a name that is new makes a new one.",
    "me": "Your name as the logs write it: for your own list, votes and proposals.",
    "time_zone": "Where the group meets, as Asia/Seoul; empty for this machine's own.",
    "offline": "Ask no server for anything.",
    "contact": "An e-mail address that is sent to the services, which they ask for.",
    "database": "A file, or the address of a PostgreSQL database that the group shares.",
    "pdf_folder": "Where PDFs of this library are kept.",
    "archive": "The file of the archive of Papers with Code.",
    "dblp": "Whether to ask DBLP too, which is slow.",
}


def title_of_key(key: str) -> str:
    """Return what a setting is called."""
    return translate(_TITLES[key]) if key in _TITLES else key


def about(key: str) -> str:
    """Return what a setting is for."""
    if key in _ABOUT:
        return translate(_ABOUT[key])
    return translate("This is kept in your settings file.")


def libraries_in(data_folder: str) -> tuple[str, ...]:
    """Return the names of the libraries on this machine."""
    folder = os.path.join(data_folder, "libraries")  # noqa: PTH118 - a text of the settings
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return ()
    return tuple(sorted(name.removesuffix(".db") for name in names if name.endswith(".db")))
