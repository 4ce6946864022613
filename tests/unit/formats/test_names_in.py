"""Who is meant by a field of names: in braces, by BibLaTeX's keys, and in lists that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paperstudy.domain.papers import Author, CiteKey, Paper, PaperId
from paperstudy.formats.bib_names import write_authors
from paperstudy.formats.names_in import read_inverted, read_names
from paperstudy.formats.readers import read_entries
from paperstudy.formats.registry import find_writer

BOK = Author("Bank of Korea", "Bank of Korea")
FAO = Author("Food and Agriculture Organization", "Food and Agriculture Organization")
KIM, LEE = Author("M. Kim", "Kim", "M."), Author("S. Lee", "Lee", "S.")
PARK = Author("J. Park", "Park", "J.")


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("{Bank of Korea}", [BOK]),
        ("{ Bank  of\n Korea }", [BOK]),
        ("{{Bank of Korea}}", [BOK]),
        ("Bank of Korea,", [BOK]),
        ("{NASA} and {Food and Agriculture Organization}", [Author("NASA"), FAO]),
        ("{Barnes} and {Noble}", [Author("Barnes"), Author("Noble")]),
        ("{Kim Minsu}", [Author("Kim Minsu", "Kim Minsu")]),
        ("{홍 길동} and {한국 은행}", [Author("홍 길동"), Author("한국 은행")]),
        ("{OpenAI}", [Author("OpenAI")]),
        (
            "{van der Waals}, Johannes",
            [Author("Johannes van der Waals", "van der Waals", "Johannes")],
        ),
        ("The {MITRE} Corp", [Author("The MITRE Corp")]),
        ("{The {MITRE} Corp}", [Author("The MITRE Corp", "The MITRE Corp")]),
        ("{Kim, M., Lee, S.}", [Author("Kim, M., Lee, S.", "Kim, M., Lee, S.")]),
        ("{Kim et al.}", [Author("Kim et al.", "Kim et al.")]),
    ],
)
def test_a_name_in_braces_is_one_name(field: str, people: list[Author]) -> None:
    assert read_names(field) == (tuple(people), False)
    assert read_names(write_authors(people, more=False)) == (tuple(people), False)


VAN_GOGH = Author("Vincent van Gogh", "van Gogh", "Vincent")


@pytest.mark.parametrize(
    ("field", "people"),
    [
        ("family=Gogh, given=Vincent, prefix=van, useprefix=true", [VAN_GOGH]),
        ("useprefix=false, Given = {Vincent}, prefix=\"van\", family={Gogh}, given-i=V", [VAN_GOGH]),
        ("id=gogh, hash=1f, prefix=van, prefix-i=v, family=Gogh, family-i=G, given=Vincent", [VAN_GOGH]),
        ("uniquelist=false and family=Kim, given=M. and Lee, S.", [KIM, LEE]),
        ("family={Clay and Sons}", [Author("Clay and Sons", "Clay and Sons")]),
        ("family=\"Gogh, V\", given=Ann", [Author("Ann Gogh, V", "Gogh, V", "Ann")]),
        ("\"family=Gogh, V\", given=Ann", [Author("Ann Gogh, V", "Gogh, V", "Ann")]),
        ("family=M{\\\"u}ller, given=Hans, suffix=Jr., juniorcomma=true", [Author("Hans Müller Jr.", "Müller")]),
        ("family=김, given=철수", [Author("김철수", "김", "철수")]),
    ],
)  # fmt: skip
def test_biblatex_names_the_parts_and_what_is_none_of_them_goes(
    field: str, people: list[Author]
) -> None:
    assert read_names(field) == (tuple(people), False)


@pytest.mark.parametrize(
    "field",
    [
        "Kim, M., Lee, S., Park, J.",
        "Kim, M., Lee, S., Park, J.,",
        "Kim, M., Lee, S., and Park, J.",
        "Kim, M., and Lee, S., and Park, J.",
        "Kim, M.; Lee, S.; Park, J.",
        "Kim, M.; Lee, S.; and Park, J.",
        "{Kim}, M., Lee, S., {Park}, J.",
    ],
)
def test_a_list_without_and_is_read_as_who_is_plainly_meant(field: str) -> None:
    assert read_names(field) == ((KIM, LEE, PARK), False)


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("KIM, M., LEE, S.", ["M. KIM", "S. LEE"]),
        ('van der Berg, J.-P., {\\"O}z, A. B.', ["J.-P. van der Berg", "A. B. Öz"]),
        ("A. Kim, B. Lee", ["A. Kim", "B. Lee"]),
        ("Yuan Hu, Hao He, Chen Xu", ["Yuan Hu", "Hao He", "Chen Xu"]),
        ("Kim, Minsu; Lee, Sora", ["Minsu Kim", "Sora Lee"]),
        ("김철수; 이영희", ["김철수", "이영희"]),
        ("김철수, 이영희", ["김철수", "이영희"]),
        ("김철수, 이영희, 박민수", ["김철수", "이영희", "박민수"]),
        ("김, 철수, 이, 영희", ["김철수", "이영희"]),
    ],
)
def test_lists_of_many_kinds_are_read(field: str, names: list[str]) -> None:
    assert [author.name for author in read_names(field)[0]] == names


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("김, 철수", "김철수"),
        ("남궁, 민수", "남궁민수"),
        ("Downey, Jr., Robert", "Robert Downey Jr."),
        ("de la Cruz, Ph. D., Juan Carlos", "Juan Carlos de la Cruz Ph. D."),
        ("M&uuml;ller, Hans", "Hans M&uuml;ller"),
        ("Hans M&uuml;ller", "Hans M&uuml;ller"),
        ("Kim, III, Lee, S.", "Kim, III, Lee, S."),
        ("Kim, M., Lee, S., Park", "Kim, M., Lee, S., Park"),
        ("Kim, Ann, Lee, Bob", "Kim, Ann, Lee, Bob"),
        ("LI, M, XU, S", "LI, M, XU, S"),
        ("Janet Al", "Janet Al"),
        ("Etal, Kim", "Kim Etal"),
    ],
)
def test_what_may_be_one_name_stays_one(field: str, name: str) -> None:
    people, more = read_names(field)
    assert ([author.name for author in people], more) == ([name], False)


@pytest.mark.parametrize(
    "field",
    [
        "Kim, M. et al.",
        "Kim, M., et al.",
        "Kim, M. et. al",
        "Kim, M.; et al.",
        "Kim, M.~et~al.",
        r"Kim, M. \emph{et al.}",
        r"Kim, M. {\it et al.}",
        "Kim, M. and others",
    ],
)
def test_et_al_says_that_there_are_more(field: str) -> None:
    assert read_names(field) == ((KIM,), True)


@pytest.mark.parametrize("field", ["김철수 외", "김철수 외 3명", "김철수 외 12인", "김철수 등"])
def test_so_does_its_korean(field: str) -> None:
    assert read_names(field) == ((Author("김철수"),), True)


def test_a_list_ends_with_et_al() -> None:
    assert read_names("Kim, M., Lee, S., et al.") == ((KIM, LEE), True)
    assert read_names("Kim, M.; Lee, S. et al.") == ((KIM, LEE), True)


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Kim, M.", KIM),
        ("Bank of Korea", Author("Bank of Korea")),
        ("Bank of Korea,", BOK),
        ("Health,, Education and Welfare", Author(w := "Health, Education and Welfare", w)),
        ("Fulton, James E., Jr.", Author("James E. Fulton Jr.", "Fulton")),
    ],
)
def test_a_comma_behind_a_name_of_ris_says_that_it_has_no_parts(name: str, author: Author) -> None:
    assert read_inverted(name) == author


WORDS = st.sampled_from(
    ["Bank", "of", "and", "Korea", "Kim,", "NASA", "the", "Jr.", "Ünal", "et", "al."]
)
WHOLE = (
    st.lists(WORDS, min_size=2, max_size=4)
    .map(" ".join)
    .filter(lambda name: name[-1] != "," and name != "et al.")
)
PEOPLE = st.lists(
    WHOLE.map(lambda name: Author(name, name)) | st.sampled_from([KIM, LEE, VAN_GOGH, Author("NASA")]),
    min_size=1,
    max_size=4,
)  # fmt: skip


@pytest.mark.parametrize("name", ["bibtex", "biblatex", "csl", "ris"])
@given(people=PEOPLE, more=st.booleans())
def test_people_and_groups_come_back_from_every_format(
    name: str, people: list[Author], *, more: bool
) -> None:
    paper = Paper(PaperId(1), CiteKey("k"), "A title", tuple(people), more_authors=more)
    reader = {"biblatex": "bibtex"}.get(name, name)
    (entry,) = read_entries(find_writer(name)([paper]), reader).entries
    assert (entry.record.authors, entry.record.more_authors) == (paper.authors, more)
