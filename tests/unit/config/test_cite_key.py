"""The template of cite keys in the settings."""

from __future__ import annotations

import pytest

from paperstudy.config import load_settings
from paperstudy.domain.citekeys import PLACEHOLDERS
from paperstudy.domain.errors import ConfigError
from paperstudy.domain.papers import Author
from paperstudy.formats.citekey import make_cite_key


def test_a_template_is_taken_as_it_is() -> None:
    environ = {"PAPERSTUDY_CITE_KEY": " {Author}:{year} "}
    assert load_settings(environ=environ).cite_key == "{Author}:{year}"
    assert load_settings(environ={}).cite_key == ""


def test_an_unknown_placeholder_is_refused_with_the_nearest() -> None:
    with pytest.raises(ConfigError) as refused:
        load_settings(environ={"PAPERSTUDY_CITE_KEY": "{auhtor}{year}"})
    assert refused.value.fields["nearest"] == "{author}"


@pytest.mark.parametrize("template", ["key", "{author} {year}", "{author},", "{author", "{}"])
def test_what_makes_no_keys_is_refused(template: str) -> None:
    with pytest.raises(ConfigError):
        load_settings(environ={"PAPERSTUDY_CITE_KEY": template})


@pytest.mark.parametrize(
    ("template", "key"),
    [
        ("", "hong2026hangukeo"),
        ("{hangul}{year}", "홍길동2026"),
        ("{Author}{yy}", "Hong26"),
        ("{authors}:{year}", "hongvandermaatenkim:2026"),
        ("{Authors}", "HongVandermaatenKim"),
        ("{year}-{Words}", "p2026-HangukeoBertPretraining"),
        ("{words}", "hangukeobertpretraining"),
    ],
)
def test_each_placeholder_stands_for_its_part(template: str, key: str) -> None:
    authors = [Author("홍길동"), Author("L. van der Maaten", "van der Maaten"), Author("Ann Kim")]
    assert make_cite_key("한국어 BERT: Pretraining", authors, 2026, (), template) == key


@pytest.mark.parametrize("name", PLACEHOLDERS)
def test_each_placeholder_is_known_to_who_makes_the_keys(name: str) -> None:
    assert make_cite_key("", [], None, (), f"{{{name}}}")
