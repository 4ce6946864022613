"""What a person does with papers: the marked ones, else the one under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paperstudy.domain.errors import InvalidInputError, NotFoundError
from paperstudy.domain.language import translate, translate_count
from paperstudy.domain.papers import PaperStatus
from paperstudy.saying.names import title_of
from paperstudy.saying.words import word
from paperstudy.tui.screens.base import PaperstudyScreen
from paperstudy.tui.widgets.dialogs import Pick, Prompt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from paperstudy.domain.papers import CiteKey, Paper, PaperSummary
    from paperstudy.study.study import Study
    from paperstudy.tui.widgets.rows import RowList

_STATUSES = (
    PaperStatus.TO_READ,
    PaperStatus.READING,
    PaperStatus.READ,
    PaperStatus.PRESENTED,
    PaperStatus.DROPPED,
    PaperStatus.UNREAD,
)


class PaperDeeds(PaperstudyScreen):
    """The actions of a screen with a list of papers."""

    @property
    def papers(self) -> RowList[PaperSummary]:
        """The list."""
        raise NotImplementedError

    def action_tag(self) -> None:
        """Ask for tags, and put them on or take them off."""
        if self.papers.chosen:
            self._ask_tags(self.papers.chosen, "")

    def _ask_tags(self, ids: Sequence[int], value: str) -> None:
        def ask(tags: list[str]) -> None:
            title = translate_count("Tags for {count} paper", "Tags for {count} papers", len(ids))
            how = translate("words with blanks between; -word takes a tag off")
            known = translate("known: {tags}", tags=" ".join(tags[:12])) if tags else ""
            prompt = Prompt(title, value, help=f"{how}\n{known}".rstrip(), suggestions=tags)
            self.app.push_screen(prompt.of(*ids), lambda typed: self._tag(ids, typed or ""))

        self.paperstudy.answers.ask(lambda study: study.library.complete_tags(""), ask)

    def action_status(self) -> None:
        """Ask where papers stand."""
        ids = self.papers.chosen
        if not ids:
            return
        title = translate_count(
            "Where {count} paper stands", "Where {count} papers stand", len(ids)
        )
        choices = [(word(status), status, "") for status in _STATUSES]
        self.app.push_screen(Pick(title, choices), lambda status: self._set_status(ids, status))

    def action_remove(self) -> None:
        """Take papers out of the library; no question, since undo brings them back."""
        ids = self.papers.chosen
        one = self.papers.row(ids[0]) if len(ids) == 1 else None

        def said(keys: Sequence[CiteKey]) -> str:
            if one is not None:
                return translate("removed “{title}”", title=title_of(one.title))
            return translate_count(
                "removed {count} paper",
                "removed {count} papers",
                len(keys),
            )

        if ids:
            self.papers.unmark()
            self.work.do(lambda study: study.library.remove(keys_of(study, ids)), said=said)

    def action_copy(self) -> None:
        """Ask what of the paper to copy."""
        number = self.papers.current
        if number is None:
            return
        choices = [
            (translate("Cite key"), "key", ""),
            ("BibTeX", "bibtex", ""),
            (translate("Link"), "link", ""),
            (translate("Title"), "title", ""),
        ]
        self.app.push_screen(
            Pick(translate("Copy"), choices), lambda what: self._copy(number, what or "")
        )

    def action_browse(self) -> None:
        """Open the paper's page in the browser."""
        number = self.papers.current
        if number is not None:
            self._with_paper(number, self._browse)

    def action_note(self) -> None:
        """Write a note on the paper."""
        number = self.papers.current
        if number is None:
            return

        def write(read: tuple[CiteKey, str]) -> None:
            key, note = read
            self.paperstudy.write(
                translate("Note on {key}", key=key),
                note,
                lambda study, text, base: study.library.set_note(key, text, expected=base),
                lambda _: translate("note saved: {key}", key=key),
            )

        def read(study: Study) -> tuple[CiteKey, str]:
            detail = study.library.get(key_of(study, number))
            return detail.paper.key, detail.note

        self.paperstudy.answers.ask(read, write)

    def _tag(self, ids: Sequence[int], typed: str) -> None:
        words = typed.replace(",", " ").split()
        add = [one for one in words if not one.startswith("-")]
        remove = [one[1:] for one in words if one.startswith("-") and len(one) > 1]
        if add or remove:
            self.work.do(
                lambda study: study.library.tag(keys_of(study, ids), add=add, remove=remove),
                said=lambda count: translate_count(
                    "tags of {count} paper changed",
                    "tags of {count} papers changed",
                    count,
                ),
                failed=self.paperstudy.answers.again(lambda: self._ask_tags(ids, typed)),
            )

    def _set_status(self, ids: Sequence[int], status: PaperStatus | None) -> None:
        if status is None:
            return

        def change(study: Study) -> int:
            from paperstudy.domain.reading import ReadingChange

            keys = keys_of(study, ids)
            if status is PaperStatus.UNREAD:  # one that is on no list is that already
                listed = {row.key for row in study.reading.list(statuses=())}
                study.reading.remove([key for key in keys if key in listed])
                return len(keys)
            return len(study.reading.save(keys, ReadingChange(status=status)))

        self.work.do(
            change,
            said=lambda count: translate_count(
                "{count} paper is {status} now",
                "{count} papers are {status} now",
                count,
                status=word(status),
            ),
        )

    def _copy(self, number: int, what: str) -> None:
        if what == "bibtex":
            self.work.ask(
                lambda study: bibtex_of(study, keys_of(study, [number])),
                lambda text: self.paperstudy.copy(text, "BibTeX"),
            )
        elif what:
            self._with_paper(number, lambda paper: self._copy_fact(paper, what))

    def _copy_fact(self, paper: Paper, what: str) -> None:
        text = {"key": paper.key, "title": title_of(paper.title), "link": link_of(paper)}[what]
        self.paperstudy.copy(text, text)

    def _browse(self, paper: Paper) -> None:
        link = link_of(paper)
        if link:
            self.paperstudy.open_page(link)
        else:
            self.paperstudy.say_error(
                InvalidInputError("nobody told where {key} is on the web", key=paper.key)
            )

    def _with_paper(self, number: int, then: Callable[[Paper], None]) -> None:
        self.work.ask(lambda study: study.library.get(key_of(study, number)).paper, then)


def keys_of(study: Study, ids: Sequence[int]) -> list[CiteKey]:
    """Return the cite keys of papers, in order; those that are gone are left out.

    Raises:
        NotFoundError: none of them is here any more; no keys at all would mean all papers.
    """
    keys = [row.key for row in study.library.rows(ids)]
    if not keys:
        raise NotFoundError("these papers are gone")
    return keys


def key_of(study: Study, number: int) -> CiteKey:
    """Return the cite key of a paper.

    Raises:
        NotFoundError: it is not here any more.
    """
    return keys_of(study, [number])[0]


def bibtex_of(study: Study, keys: Sequence[str]) -> str:
    """Return papers as BibTeX."""
    from paperstudy.study.choosing import Choice

    return study.exporting.export("bibtex", Choice(tuple(keys))).text


def link_of(paper: Paper) -> str:
    """Return where a paper is on the web: its page, else its DOI; empty where nobody knows."""
    if paper.url:
        return paper.url
    values = {identifier.scheme.value: identifier.value for identifier in paper.identifiers}
    if "arxiv" in values:
        return f"https://arxiv.org/abs/{values['arxiv']}"
    return f"https://doi.org/{values['doi']}" if "doi" in values else ""
