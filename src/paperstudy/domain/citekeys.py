"""What cite keys are made of: a template such as `{author}{year}{word}`, as a setting says it."""

from __future__ import annotations

import re

from paperstudy.domain.errors import ConfigError

DEFAULT_TEMPLATE = "{author}{year}{word}"
PLACEHOLDERS = (
    "author", "Author", "authors", "Authors", "hangul", "year", "yy", "word", "Word", "words",
    "Words",
)  # fmt: skip
"""`author` is the first author's family name, `authors` those of the first three; `hangul` is
the whole name of a first author who writes it in Hangul, in Hangul, else `author`. `word` is the first telling word of the title, `words` the
first three. With a capital they begin with capitals."""

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_BETWEEN = re.compile(r"[A-Za-z0-9_:.+/-]*")


def check_template(template: str, origin: str) -> str:
    """Return a template that makes keys.

    Raises:
        ConfigError: it has an unknown placeholder, none at all, or signs that no key has; the
            message names `origin`, and the nearest placeholder.
    """
    names = _PLACEHOLDER.findall(template)
    for name in names:
        if name not in PLACEHOLDERS:
            raise _unknown(name, origin)
    between = _PLACEHOLDER.sub("", template)
    if not names or not _BETWEEN.fullmatch(between):
        raise ConfigError(
            "{origin}: cite_key cannot be {template}",
            hint="write placeholders, and letters, digits and - _ : . + / between them: {default}",
            origin=origin,
            template=repr(template),
            default=DEFAULT_TEMPLATE,
        )
    return template


def _unknown(name: str, origin: str) -> ConfigError:
    from difflib import get_close_matches

    near = get_close_matches(name, PLACEHOLDERS, n=1, cutoff=0.5)
    return ConfigError(
        "{origin}: cite_key has the unknown placeholder {name}",
        hint="did you mean {nearest}?" if near else "the placeholders are: {known}",
        origin=origin,
        name=f"{{{name}}}",
        nearest=f"{{{near[0]}}}" if near else "",
        known=", ".join(f"{{{each}}}" for each in PLACEHOLDERS),
    )
