"""What the settings are called, and what each is for."""

from __future__ import annotations

import os

from paperstudy.domain.language import translate


def title_of_key(key: str) -> str:
    """Return what a setting is called."""
    return {
        "theme": translate("Theme"),
        "language": translate("Language"),
        "logs": translate("Folders of logs"),
        "library": translate("Library"),
        "me": translate("Who you are"),
        "time_zone": translate("Time zone"),
        "offline": translate("Offline"),
        "contact": translate("Contact"),
        "database": translate("Database"),
        "pdf_folder": translate("Folder of PDFs"),
        "archive": translate("Archive"),
        "dblp": translate("Ask DBLP"),
        "cite_key": translate("Cite keys"),
    }.get(key, key)


def about(key: str) -> str:
    """Return what a setting is for."""
    return {
        "theme": translate("The colours of this app. Everything is said in words too."),
        "language": translate("English or Korean; the logs may be in any language."),
        "logs": translate("The folders that are read when all logs are read again, and watched."),
        "library": translate("Which library to use; a name that is new makes a new one."),
        "me": translate("Your name as the logs write it: for your own list, votes and proposals."),
        "time_zone": translate(
            "Where the group meets, as Asia/Seoul; empty for this machine's own."
        ),
        "offline": translate("Ask no server for anything."),
        "contact": translate("An e-mail address that is sent to the services, which they ask for."),
        "database": translate(
            "A file, or the address of a PostgreSQL database that the group shares."
        ),
        "pdf_folder": translate("Where PDFs of this library are kept."),
        "archive": translate("The file of the archive of Papers with Code."),
        "dblp": translate("Whether to ask DBLP too, which is slow."),
        "cite_key": translate("How the keys of new papers are made; empty for the usual way."),
    }.get(key, translate("This is kept in your settings file."))


def libraries_in(data_folder: str) -> tuple[str, ...]:
    """Return the names of the libraries on this machine."""
    folder = os.path.join(data_folder, "libraries")  # noqa: PTH118 - a text of the settings
    try:
        names = os.listdir(folder)  # noqa: PTH208 - as above
    except OSError:
        return ()
    return tuple(sorted(name.removesuffix(".db") for name in names if name.endswith(".db")))
