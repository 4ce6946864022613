"""Words that are values in the program and in JSON, and sentences to a person.

What stands here is all that `word` is called with; the translators read it.
"""

from __future__ import annotations

from paperstudy.domain.language import translate

WORDS = (
    # status of a paper
    "unread",
    "to-read",
    "reading",
    "read",
    "presented",
    "dropped",
    # state of its facts
    "pending",
    "needs-login",
    "offline",
    "fetched",
    # kinds of mention
    "link",
    "name",
    "title",
    "indirect",
    # kinds of work
    "proceedings",
    "journal",
    "chapter",
    "book",
    "preprint",
    "thesis",
    "report",
    # how sure a find is
    "confident",
    "suggested",
    "unknown",
    # what became of an imported entry, and what it says
    "merged",
    "same",
    "abstract",
    "year",
    "venue",
    "entry type",
    "sort label",
    "url",
    "publication",
    "extra",
    "attachments",
    "note",
    "volume",
    "number",
    "pages",
    "publisher",
    # what became of a log
    "new",
    "changed",
    "unchanged",
    "renamed",
    "gone",
    "failed",
    # what somebody does with a paper
    "present",
    "review",
    "implement",
    # presentations
    "done",
    "planned",
    "skipped",
    # kinds of to-do
    "task",
    "question",
    # what a library holds
    "papers",
    "authors",
    "identifiers",
    "records",
    "tags",
    "notes",
    "logs",
    "mentions",
    "waiting",
    "decisions",
    "learned names",
    "people",
    "sessions",
    "presentations",
    "to-dos",
    "steps",
)

# Why a candidate is offered; what follows a colon is quoted from the log.
REASONS = (
    "link",
    "name",
    "title",
    "title, cut",
    "title, misspelled",
    "unambiguous name",
    "learned name",
    "misspelled name",
    "name among others",
    "context",
    "part of the title",
    "list of papers",
    "in the library",
    "software",
    "the same title",
    "in the archive of Papers with Code",
)

# Why a person is asked about what a source says, and why two papers may be one.
DOUBTS = (
    "it is a book, or a chapter of one",
    "nobody says whether it is a journal or a meeting",
    "its title differs a little",
    "its title is another, but it has an identifier of this paper",
    "nobody says whether the authors are the same",
    "its first author is spelled differently",
    "its authors stand in another order",
    "its first author is another",
    "nobody says when the preprint is from",
    "it is from the year before the preprint",
    "it is from long before the preprint",
    "it came years later",
    "its year is another",
    "a source knows a paper of this title, and its authors cannot be compared",
)
LIKENESSES = (
    "both are known as {identifier}",
    "same title, first author and year",
    "same title and first author, years at most two apart",
    "same title; author or year of one is not known",
)
# What stands in brackets behind an error: of the system, of the network, and of a file.
CAUSES = (
    "No such file or directory",
    "Permission denied",
    "Is a directory",
    "it is a folder",
    "Not a directory",
    "File name too long",
    "Read-only file system",
    "No space left on device",
    "Disk quota exceeded",
    "Too many levels of symbolic links",
    "Input/output error",
    "Operation not permitted",
    "File exists",
    "Exec format error",
    "Connection refused",
    "no connection",
    "no safe connection",
    "no answer in time",
    "the answer broke off",
    "no web address",
    "to no web address",
    "from a safe address to an open one",
    "with what we wrote to another host",
    "from one address to the next without end",
    "unknown",
    "it has no schema revision",
    "a brace, a quote or a comma is missing or too many",
    "the macros (@string) that this is made of come to far too much text",
    "this belongs to no entry: a brace too many may have closed the one above it",
    "this entry has neither a title nor an identifier",
    "this line names no identifier, and no title in quotes",
    "this line names several works among other words; only the first was taken",
)
_FOUND_BY = "found by "
_SAME_TITLE = "the same title"  # with it, that it is the title says nothing more
_BY_TITLE = "-title"  # ends the name of a service that was asked by title


# What the services call themselves; names are not translated.
_SERVICES = {
    "arxiv": "arXiv",
    "datacite": "DataCite",
    "semanticscholar": "Semantic Scholar",
    "crossref": "Crossref",
    "openalex": "OpenAlex",
    "huggingface": "Hugging Face",
    "openreview": "OpenReview",
    "openreview1": "OpenReview",
    "dblp": "DBLP",
    "pwc": "Papers with Code",
    "bibtex": "BibTeX",
}


def service(name: str) -> str:
    """Return who said something as a person calls them: a service, a file or somebody here."""
    own = {
        "catalogue": translate("the catalogue"),
        "log": translate("a log"),
        "person": translate("by hand"),
        "import": translate("an imported file"),
    }
    name = name.removesuffix(_BY_TITLE)
    return _SERVICES.get(name) or own.get(name) or name


def word(value: str) -> str:
    """Return a value of the program in the language in use."""
    return translate(value) if value in WORDS else value


def evidence(reasons: tuple[str, ...]) -> str:
    """Return the reasons for a candidate as one phrase, in the language in use."""
    plain = [reason for reason in reasons if not reason.startswith(_FOUND_BY)]
    said = [
        _reason(reason) for reason in plain if (reason, _SAME_TITLE in plain) != ("title", True)
    ]
    finders = [
        service(reason.removeprefix(_FOUND_BY))
        for reason in reasons
        if reason.startswith(_FOUND_BY)
    ]
    if finders:
        said.append(translate("found by {source}", source=", ".join(finders)))
    return "; ".join(said)


def _reason(reason: str) -> str:
    head, colon, rest = reason.partition(":")
    return (translate(head) if head in REASONS else head) + colon + rest
