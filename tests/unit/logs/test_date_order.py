"""Day, month or year first: as the log's other dates make clear, and never by a guess."""

from __future__ import annotations

import pytest

from tests.fakes.read_logs import read_log

TABLE = "| Date | Presenter | Paper |\n|---|---|---|\n"
PEOPLE = ("Jane Doe", "John Smith", "Ana Ruiz")
PAPERS = ("BERT", "ViT", "DETR")


def days(*dates: str, above: str = "# Reading group\n") -> list[str]:
    rows = (
        f"| {one} | {who} | {what} |" for one, who, what in zip(dates, PEOPLE, PAPERS, strict=False)
    )
    read = read_log(f"{above}\n{TABLE}" + "\n".join(rows))
    return [one.date.isoformat() if one.date else "" for one in read.sessions]


@pytest.mark.parametrize(
    ("dates", "above", "read"),
    [
        # The last number stays, the first counts on: a month of meetings.
        (("17.08.21", "24.08.21", "31.08.21"), "", ["2021-08-17", "2021-08-24", "2021-08-31"]),
        (("21.08.17", "21.08.24", "21.08.31"), "", ["2021-08-17", "2021-08-24", "2021-08-31"]),
        # 05 is no year of a log.
        (("05.08.21", "24.08.21"), "", ["2021-08-05", "2021-08-24"]),
        # Another date of the log names the year.
        (("17.08.21", "24.08.21"), "Started 2021-07-01\n", ["2021-08-17", "2021-08-24"]),
        (("17.08.21",), "Next: 12.10.2021\n", ["2021-08-17"]),
        (("24.08.21",), "Started 2024-07-01\n", ["2024-08-21"]),
        # Nothing tells: as ever, the year first.
        (("24.08.21",), "", ["2024-08-21"]),
        (("17.08.21", "21.08.17"), "", ["2017-08-21", "2021-08-17"]),
        (("12.31.21", "05.08.21"), "", ["", "2021-08-05"]),
        (("5/8/2021", "25/8/2021"), "", ["2021-08-05", "2021-08-25"]),
        (("5/8/2021", "8/25/2021"), "", ["2021-05-08", "2021-08-25"]),
        (("05.08.2021", "25.08.2021"), "Since 25/8/2021\n", ["2021-08-05", "2021-08-25"]),
    ],
)
def test_the_other_dates_of_a_log_tell_the_order(
    dates: tuple[str, ...], above: str, read: list[str]
) -> None:
    assert days(*dates, above=f"# Reading group\n{above}") == read


def test_headings_are_read_in_the_order_of_their_log() -> None:
    text = (
        "# Reading group\n## 05.08.21\n- Presenter: Jane Doe\n- Paper: BERT\n"
        "## 12.08.21\n- Presenter: John Smith\n- Paper: ViT\n"
    )
    assert [str(one.date) for one in read_log(text).sessions] == ["2021-08-05", "2021-08-12"]


def test_the_day_of_a_log_follows_its_order_too() -> None:
    assert str(read_log("# Meeting 17.08.21\n\nLast one: 10.08.2021\n").date) == "2021-08-17"
    assert read_log("# Meeting 17.08.21\n").date is None
    assert str(read_log("---\nstarted: 2021-01-01\n---\n# Meeting 17.08.21\n").date) == "2021-08-17"
