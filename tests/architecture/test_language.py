"""Every sentence has its Korean, and the compiled catalogue is that of the source."""

from __future__ import annotations

import ast
import importlib.util
import re
import string
from pathlib import Path
from typing import Any

from paperstudy.domain.language import LOCALE_FOLDER, set_language, translate, translate_count

LOCALE = Path(LOCALE_FOLDER)
PO = LOCALE / "ko" / "LC_MESSAGES" / "paperstudy.po"


def load_builder() -> Any:
    spec = importlib.util.spec_from_file_location("locale_build", LOCALE / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


build = load_builder()
ENTRIES = build.read_po(PO)


def test_every_sentence_has_its_korean() -> None:
    messages = build.collect_messages()
    missing = [text for text in messages if not ENTRIES.get(text, ("", ""))[1]]
    assert not missing, "add them to the .po file: python src/paperstudy/locale/build.py"
    wrong = [text for text, plural in messages.items() if ENTRIES[text][0] != plural]
    assert not wrong


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    assert build.find_untranslatable() == []


def test_no_translation_is_left_over() -> None:
    assert set(ENTRIES) - set(build.collect_messages()) == {""}


def test_compiled_catalogue_is_that_of_the_source() -> None:
    assert PO.with_suffix(".mo").read_bytes() == build.compile_mo(ENTRIES), "run `make locale`"


def test_every_translation_has_the_fields_of_its_sentence() -> None:
    for text, (plural, korean) in ENTRIES.items():
        fields = fields_of(text) | fields_of(plural)
        assert fields_of(korean) <= fields, text
        assert fields_of(text) <= fields_of(korean) | {"count"}, text


def test_every_translation_ends_and_is_parted_as_its_sentence() -> None:
    for text, (_, korean) in ENTRIES.items():
        if text:
            stop = text.endswith(".") and not text.endswith("al.")
            assert korean.endswith(".") == stop, text
            assert text.count("\n\n") == korean.count("\n\n"), text


def fields_of(text: str) -> set[str]:
    """Return the fields of a template; a text with other braces has none."""
    try:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}
    except ValueError:
        return set()


def test_no_particle_hangs_on_a_field() -> None:
    """A particle's form hangs on the sound before it, which a field does not tell."""
    particle = re.compile(r"\}[”`]?(?:을|를|이|가|은|는|과|와|으로|로)(?:\s|$)")
    allowed = {"{path}에 다른 로그가 있습니다"}
    hanging = [korean for _, korean in ENTRIES.values() if particle.search(korean)]
    assert not [text for text in hanging if text not in allowed and "`로 " not in text]


def test_translate_speaks_korean_and_back() -> None:
    set_language("ko")
    assert translate("nothing changed") == "바뀐 것이 없습니다"
    assert translate("no paper has the key “{key}”", key="k") == "키가 “k”인 논문이 없습니다"
    assert translate_count("{count} paper", "{count} papers", 1200) == "논문 1,200편"
    assert translate("a sentence that nobody knows {x}", x=1) == "a sentence that nobody knows 1"
    assert translate("") == ""
    set_language("en")
    assert translate_count("{count} paper", "{count} papers", 1) == "1 paper"
    assert translate_count("{count} paper", "{count} papers", 0) == "0 papers"


def test_only_doors_translate() -> None:
    """Below the doors a sentence is an English template; JSON is never translated."""
    source = LOCALE.parent
    doors = {"cli", "tui", "saying", "__main__.py", "locale"}
    for path in source.rglob("*.py"):
        if path.relative_to(source).parts[0] in doors or path.name == "language.py":
            continue
        names = {
            alias.name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom) and node.module == "paperstudy.domain.language"
            for alias in node.names
        }
        assert not names & {"translate", "translate_count", "set_language"}, path


def test_a_sentence_that_stands_in_for_another_is_found() -> None:
    call = ast.parse('fail("one", hint=hint or "two")', mode="eval").body
    assert ("two", "") in list(build._called(call))


def test_the_inbox_has_one_name_in_korean() -> None:
    assert not [korean for _, korean in ENTRIES.values() if "수신함" in korean]
