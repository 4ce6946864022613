"""Every kind of reference ends with a full record or a clear reason, with and without a network."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest

from tests.fakes.dumps import LINKS
from tests.fakes.server import FakeServer
from tests.fakes.world import variables
from tests.journeys.town import Town
from tests.unit.formats.pdf_maker import TURNED, make_pdf

# A reference, and the title that it ends with; "" where a reason is given instead.
RESNET = "Deep Residual Learning for Image Recognition"
REFERENCES = [
    ("1512.03385", RESNET),
    ("arXiv:1512.03385v1", RESNET),
    ("https://arxiv.org/pdf/1512.03385v1.pdf", RESNET),
    ("https://doi.org/10.48550/arXiv.1512.03385", RESNET),
    ("https://huggingface.co/papers/1512.03385", RESNET),
    ("math.GT/0309136", ""),
    ("hep-th/9711200", "The Large N Limit of Superconformal Field Theories and Supergravity"),
    ("10.1109/CVPR.2016.90", RESNET),
    ("https://doi.org/10.5281/zenodo.9999999", "*"),
    ("10.1000/nobody-knows-this", ""),
    ("https://openreview.net/forum?id=mAdeUp-_01", ""),
    (
        "https://paperswithcode.com/paper/on-the-measure-of-intelligence",
        "On the Measure of Intelligence",
    ),
    ("https://paperswithcode.com/paper/a-slug-that-nobody-knows", ""),
    ("https://aclanthology.org/P16-1162/", "*"),
    ("https://aclanthology.org/2020.acl-main.74799/", ""),
    (
        "https://openaccess.thecvf.com/content_cvpr_2016/html/"
        "Nobody_A_Made-Up_Paper_CVPR_2016_paper.html",
        "",
    ),
    ("https://papers.nips.cc/paper/2017/hash/00000000000000000000000000000abc-Abstract.html", ""),
    ("https://proceedings.mlr.press/v37/nobody15.html", ""),
    ("https://www.semanticscholar.org/paper/0123456789abcdef0123456789abcdef01234567", ""),
    ("https://github.com/nobody/nothing", ""),
    ("https://blog.example.org/about-a-paper", ""),
    ("0000.00000", ""),
    ("arxiv:12", ""),
    ("::::", ""),
    ("Some Title That Nobody Has Ever Written Before", ""),
]


@pytest.fixture
def filled(town: Town) -> Town:
    """The town with the archive of Papers with Code."""
    assert town.run("catalogue", "import", "pwc", str(LINKS)).code == 0
    return town


@pytest.mark.parametrize(("reference", "title"), REFERENCES)
def test_a_reference_ends_with_a_full_record_or_a_clear_reason(
    filled: Town, reference: str, title: str
) -> None:
    told = filled.run("add", reference)
    added = filled.run("list", "--json").json if told.out else []
    if title:
        (paper,) = added
        assert told.code == 0, told.err
        assert paper["state"] == "fetched", told.err
        assert title in ("*", paper["title"])
        shown = filled.show(paper["key"])
        assert shown["authors"]
        assert shown["year"]
        return
    reason = told.err.strip() or "needs a login" in told.out
    assert reason, "nothing is said of why there is no record"
    if told.code == 0:
        (paper,) = added
        assert paper["state"] in {"pending", "needs-login", "offline"}


def test_a_file_of_references_and_a_pdf_are_added(filled: Town, tmp_path: Path) -> None:
    pdf, bib = tmp_path / "paper.pdf", tmp_path / "refs.bib"
    pdf.write_bytes(make_pdf([("arXiv:2010.11929v2 [cs.CV] 3 Jun 2021", TURNED)]))
    bib.write_text("@misc{mine, title={A Report of Ours}, author={Ada Lovelace}, year=1843}")
    told = filled.run("add", str(pdf), str(bib), "--json")
    assert told.code == 0, told.err
    assert {(row["state"], row["created"]) for row in told.json} == {
        ("fetched", True),
        ("offline", True),
    }
    assert filled.show("mine")["year"] == 1843


def test_a_paper_that_no_service_knows_is_made_by_hand(filled: Town) -> None:
    told = filled.run(
        "add", "--title", "Mixture Density Networks", "--author", "C. M. Bishop", "--year", "1994"
    )
    assert told.code == 0, told.err
    filled.run("sync")
    shown = filled.show("bishop1994mixture")
    assert (shown["title"], shown["year"], shown["identifiers"]) == (
        "Mixture Density Networks",
        1994,
        [],
    )


# Without a network


def unreachable() -> dict[str, str]:
    """Base URLs on a port of this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return variables(f"http://127.0.0.1:{port}")


@pytest.fixture(params=["gone", "switched off"])
def cut_off(request: pytest.FixtureRequest, filled: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town without a network, with one paper that was fetched before."""
    filled.run("add", "1512.03385")
    if request.param == "gone":
        for name, url in unreachable().items():
            monkeypatch.setenv(name, url)
    else:
        monkeypatch.setenv("PAPERSTUDY_OFFLINE", "1")
    filled.server.requests.clear()
    filled.wait(days=60)
    return filled


def states(town: Town) -> dict[str, str]:
    return {row["key"]: row["state"] for row in town.run("list", "--json").json}


def test_without_a_network_all_that_is_here_works_and_what_is_pending_is_said(
    cut_off: Town, tmp_path: Path
) -> None:
    before: Any = cut_off.show("1512.03385")
    told = cut_off.run("add", "1706.03762", "2511.00001", "10.1000/one", "--json")
    assert [row["state"] for row in told.json] == ["offline", "pending", "pending"]
    told = cut_off.run("sync")
    assert re.search(r"\b2 (of them are )?still to be fetched", told.err), told.err
    after = cut_off.show("1512.03385")
    assert {**after, "lookups": []} == {**before, "lookups": []}
    assert after["fetched_at"] == before["fetched_at"]
    assert states(cut_off)[before["key"]] == "fetched"
    for command in (
        ["search", "residual"],
        ["export", "bibtex"],
        ["show", "1706.03762"],
        ["inbox"],
        ["duplicates"],
        ["catalogue"],
        ["identify", "2010.11929"],
    ):
        told = cut_off.run(*command)
        assert told.code == 0, (command, told.err)
    log = tmp_path / "log.md"
    log.write_text("# 논문\n- ViT 읽기 https://arxiv.org/abs/2010.11929\n", encoding="utf-8")
    assert cut_off.run("scan", str(log)).code == 0
    told = cut_off.run("pdf", "1706.03762", "--download")
    assert told.code != 0
    assert told.err.strip()
    assert cut_off.server.requests == []


def test_what_was_pending_is_fetched_when_the_network_is_back(
    cut_off: Town, world: FakeServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off.run("add", "1911.01547")
    assert sorted(states(cut_off).values()) != ["fetched", "fetched"]
    monkeypatch.delenv("PAPERSTUDY_OFFLINE", raising=False)
    for name, url in variables(world.url).items():
        monkeypatch.setenv(name, url)
    told = cut_off.run("sync")
    assert told.code == 0, told.err
    assert set(states(cut_off).values()) == {"fetched"}
