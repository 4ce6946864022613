"""The errors that a person, a file or a server can cause, and their exit codes."""

from __future__ import annotations


class PaperstudyError(Exception):
    """Root of all errors with a sentence for a person; `hint` says what to do.

    `message` and `hint` are English templates: `NotFoundError("no paper has the key {key}",
    key=key)`. A door translates the template and fills in `fields`; `str(error)` is English.
    Without fields the text is taken as it stands, braces and all.
    """

    exit_code = 1
    kind = "error"

    def __init__(self, message: str, *, hint: str = "", **fields: object) -> None:
        super().__init__(message.format(**fields) if fields else message)
        self.template = message
        self.hint_template = hint
        self.fields = fields

    @property
    def message(self) -> str:
        """The sentence in English."""
        return str(self)

    @property
    def hint(self) -> str:
        """What to do, in English; empty where nothing can be said."""
        return self.hint_template.format(**self.fields) if self.fields else self.hint_template


class InvalidInputError(PaperstudyError):
    """What was typed cannot be understood."""

    exit_code = 2
    kind = "invalid-input"


class InvalidIdentifierError(InvalidInputError):
    """A reference is none that we know."""


class InvalidQueryError(InvalidInputError):
    """A search query cannot be parsed."""


class InvalidDateError(InvalidInputError):
    """A date cannot be read."""


class InvalidEditError(InvalidInputError):
    """A field cannot take the value given."""


class InvalidFileError(InvalidInputError):
    """A file given as an argument cannot be used."""


class ConfigError(PaperstudyError):
    """A setting is wrong; the message names its origin."""

    exit_code = 2
    kind = "config"


class NotFoundError(PaperstudyError):
    """Nothing here has the key, name or number asked for."""

    exit_code = 3
    kind = "not-found"


class ConflictError(PaperstudyError):
    """What was asked for collides with what is here."""

    exit_code = 3
    kind = "conflict"


class AmbiguousNameError(ConflictError):
    """A name fits more than one."""


class UnclearTitleError(ConflictError):
    """A title was given where only a person can say which paper it means."""


class DuplicateError(ConflictError):
    """The paper is in the library already."""


class StaleEditError(ConflictError):
    """Something changed between reading and writing."""


class SourceError(PaperstudyError):
    """A metadata source did not give an answer we can use."""

    exit_code = 4
    kind = "source"


class SourceUnavailableError(SourceError):
    """No connection, a time-out or a server error."""


class RateLimitedError(SourceError):
    """The source asks us to wait; `retry_after` in seconds, None when it does not say."""

    def __init__(
        self, message: str, *, hint: str = "", retry_after: float | None = None, **fields: object
    ) -> None:
        super().__init__(message, hint=hint, **fields)
        self.retry_after = retry_after


class MalformedAnswerError(SourceError):
    """The answer is not in the shape that the source promises."""


class NeedsLoginError(SourceError):
    """The source answers its own users only."""


class OfflineError(SourceError):
    """The network is switched off."""


class LogError(PaperstudyError):
    """A study log cannot be read."""

    exit_code = 5
    kind = "log"


class UnreadableLogError(LogError):
    """The file cannot be opened or is no text."""


class LogTooLargeError(LogError):
    """The file is larger than a log can be."""


class BadEncodingError(LogError):
    """The file's characters cannot be told."""


class StoreError(PaperstudyError):
    """The library's database cannot do what was asked."""

    exit_code = 6
    kind = "store"


class StoreLockedError(StoreError):
    """Another process holds the library for too long."""


class StoreCorruptError(StoreError):
    """The file is no library of ours, or damaged."""


class SchemaTooNewError(StoreError):
    """The library was written by a newer paperstudy."""


class DiskFullError(StoreError):
    """There is no room to write."""
