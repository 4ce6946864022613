"""The library: what a person does to papers, and that it can be taken back."""

from __future__ import annotations

import pytest

from paperstudy.domain.errors import (
    InvalidEditError,
    InvalidInputError,
    NotFoundError,
    StaleEditError,
)
from paperstudy.domain.events import CancelToken, ItemDone, ItemFailed
from paperstudy.domain.papers import Author, PaperEdit, PaperState, PaperStatus
from paperstudy.domain.queries import PaperQuery, parse_query
from paperstudy.study.choosing import Choice
from paperstudy.study.rows import paper_object
from paperstudy.study.study import Study
from paperstudy.study.values import Added

VIT = "https://arxiv.org/abs/2010.11929v2"


def add(study: Study, *references: str) -> list[Added]:
    events = list(study.library.add(references, cancel=CancelToken()))
    return [e.value for e in events if isinstance(e, ItemDone) and isinstance(e.value, Added)]


def keys(study: Study, query: str = "") -> list[str]:
    return sorted(row.key for row in study.library.search(parse_query(query)).rows)


def test_a_known_reference_is_filled_from_the_catalogue_offline(study: Study) -> None:
    (added,) = add(study, VIT)
    assert added.created
    assert added.state is PaperState.OFFLINE
    paper = study.library.get(added.key).paper
    assert paper.title.startswith("An Image is Worth 16x16 Words")
    assert paper.more_authors


def test_an_unknown_reference_becomes_a_stub_to_be_fetched(study: Study) -> None:
    (added,) = add(study, "2312.98765")
    assert added.state is PaperState.PENDING
    assert study.library.get("arxiv:2312.98765").paper.title == "arxiv:2312.98765"


def test_adding_twice_is_no_error_and_says_so(study: Study) -> None:
    first, second = add(study, VIT, "2010.11929")
    assert (first.created, second.created) == (True, False)
    assert first.key == second.key
    assert [a.created for a in add(study, VIT)] == [False]


def test_what_is_no_reference_fails_and_the_rest_is_added(study: Study) -> None:
    events = list(study.library.add(["hello", VIT], cancel=CancelToken()))
    assert [e.label for e in events if isinstance(e, ItemFailed)] == ["hello"]
    assert len(keys(study)) == 1


def test_a_web_address_of_no_known_kind_is_a_stub_of_its_own(study: Study) -> None:
    (added,) = add(study, "https://blog.example.org/post?id=1")
    assert added.state is PaperState.PENDING
    assert study.library.get(added.key).paper.url == "https://blog.example.org/post?id=1"
    assert [a.created for a in add(study, "https://blog.example.org/post?id=1")] == [False]


def test_a_url_finds_its_paper(study: Study) -> None:
    (added,) = add(study, VIT)
    assert keys(study, "https://arxiv.org/pdf/2010.11929v1") == [added.key]
    assert keys(study, "https://arxiv.org/abs/1706.03762") == []


def test_a_paper_is_found_by_what_people_call_it(study: Study) -> None:
    (added,) = add(study, "1512.03385")
    assert keys(study, "ResNet") == [added.key]
    assert "ResNet" in paper_object(study.library.get(added.key))["names"]


def test_notes_are_added_to_and_never_overwritten_unseen(study: Study) -> None:
    (added,) = add(study, VIT)
    study.library.append_note(added.key, "하나")
    study.library.append_note(added.key, "둘")
    assert study.library.get(added.key).note == "하나\n둘"
    with pytest.raises(StaleEditError):
        study.library.set_note(added.key, "셋", expected="하나")
    study.library.set_note(added.key, "셋", expected="하나\n둘")
    assert study.library.get(added.key).note == "셋"


def test_a_paper_is_found_by_key_identifier_and_url(study: Study) -> None:
    (added,) = add(study, VIT)
    for reference in (added.key, "arXiv:2010.11929", "https://arxiv.org/pdf/2010.11929.pdf"):
        assert study.library.get(reference).paper.key == added.key


def test_a_wrong_key_names_the_nearest(study: Study) -> None:
    (added,) = add(study, "1706.03762")
    with pytest.raises(NotFoundError) as caught:
        study.library.get("vaswani2017")
    assert added.key in caught.value.hint
    with pytest.raises(NotFoundError) as caught:
        study.library.get("vaswani2017atention")
    assert added.key in caught.value.hint
    with pytest.raises(NotFoundError) as caught:
        study.library.get("smith1998robots")
    assert added.key not in caught.value.hint


def test_an_edit_wins_and_undo_brings_back_what_was(study: Study) -> None:
    (added,) = add(study, VIT)
    before = study.library.get(added.key).paper
    study.library.edit(added.key, PaperEdit(title="ViT", authors=(Author("나"),), year=2021))
    after = study.library.get(added.key).paper
    assert (after.title, [a.name for a in after.authors], after.year) == ("ViT", ["나"], 2021)
    assert not after.more_authors
    study.upkeep.undo()
    assert study.library.get(added.key).paper == before
    study.upkeep.redo()
    assert study.library.get(added.key).paper.title == "ViT"


def test_a_field_can_be_cleared_but_not_the_title(study: Study) -> None:
    (added,) = add(study, VIT)
    assert study.library.edit(added.key, PaperEdit(venue="")).venue == ""
    assert study.library.edit(added.key, PaperEdit(venue="ICLR")).venue == "ICLR"
    with pytest.raises(InvalidEditError):
        study.library.edit(added.key, PaperEdit(title="  "))


def test_the_key_can_be_changed_to_one_that_is_free(study: Study) -> None:
    first, second = add(study, VIT, "1706.03762")
    assert study.library.edit(first.key, PaperEdit(key="vit")).key == "vit"
    with pytest.raises(InvalidEditError):
        study.library.edit("vit", PaperEdit(key=second.key))
    with pytest.raises(InvalidEditError):
        study.library.edit("vit", PaperEdit(key="{no}"))


def test_status_tags_and_note_are_kept_and_searched(study: Study) -> None:
    (added,) = add(study, VIT)
    study.library.edit(added.key, PaperEdit(status=PaperStatus.READING))
    assert study.library.tag([added.key], add=["#cv", "필독"]) == 1
    study.library.set_note(added.key, "패치 \x1b[31m임베딩")
    for query in ("status:reading", "tag:cv", "tag:필독", "임베딩", "패치"):
        assert keys(study, query) == [added.key], query
    assert "\x1b" not in study.library.get(added.key).note
    study.library.tag([added.key], remove=["cv"])
    assert keys(study, "tag:cv") == []


def test_a_tag_is_put_on_all_papers_or_on_none(study: Study) -> None:
    (added,) = add(study, VIT)
    with pytest.raises(NotFoundError):
        study.library.tag([added.key, "nobody"], add=["cv"])
    assert study.library.get(added.key).paper.tags == ()
    with pytest.raises(InvalidEditError):
        study.library.tag([added.key], add=["a,b"])


def test_a_removed_paper_comes_back_whole(study: Study) -> None:
    (added,) = add(study, VIT)
    study.library.tag([added.key], add=["cv"])
    study.library.set_note(added.key, "읽음")
    before = study.library.get(added.key)
    assert study.library.remove([added.key, added.key]) == (added.key,)
    assert keys(study) == []
    study.upkeep.undo()
    assert study.library.get(added.key) == before


def test_undo_with_nothing_to_undo_says_so(study: Study) -> None:
    assert study.upkeep.undo() is None
    assert study.upkeep.redo() is None


def test_an_empty_library_answers_everything(study: Study) -> None:
    assert study.library.search(PaperQuery()).total == 0
    assert study.library.complete_keys("") == []
    assert study.library.complete_tags("") == []
    assert study.sessions.list() == ()
    assert study.exporting.export("bibtex").count == 0
    with pytest.raises(NotFoundError):
        study.sessions.get(1)


def test_completion_knows_keys_and_tags(study: Study) -> None:
    (added,) = add(study, VIT)
    study.library.tag([added.key], add=["vision"])
    assert study.library.complete_keys("doso") == [
        (added.key, study.library.get(added.key).paper.title)
    ]
    assert study.library.complete_tags("vi") == ["vision"]


def test_an_export_holds_what_was_asked_for(study: Study) -> None:
    first, second = add(study, VIT, "1706.03762")
    assert study.exporting.export("bibtex").count == 2
    chosen = study.exporting.export("bibtex", Choice(keys=(first.key,)))
    assert f"{{{first.key}," in chosen.text
    assert second.key not in chosen.text
    query = Choice(query=parse_query("attention need"))
    assert study.exporting.export("bibtex", query).count == 1
    with pytest.raises(InvalidInputError):
        study.exporting.export("docx")
