"""All services at once, for tests of the whole house: one server, and the same papers everywhere.

with FakeServer() as server:
    for name, url in serve_world(server).items():
        monkeypatch.setenv(name, url)
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fakes import datacite_api
from tests.fakes.arxiv_api import serve_arxiv
from tests.fakes.crossref_api import serve_crossref
from tests.fakes.datacite_api import serve_datacite
from tests.fakes.dblp_api import serve_dblp
from tests.fakes.huggingface_api import serve_huggingface
from tests.fakes.openalex_api import serve_openalex
from tests.fakes.openreview_api import OLD_BASE, serve_openreview
from tests.fakes.semanticscholar_api import serve_semanticscholar
from tests.fakes.server import FakeServer, Reply

SOURCES = (
    "arxiv",
    "datacite",
    "crossref",
    "semanticscholar",
    "openreview",
    "openreview1",
    "huggingface",
    "openalex",
    "dblp",
    "pwc",
)
PDF = b"%PDF-1.4\n% made up for the tests\n%%EOF\n"


@dataclass(frozen=True)
class WorldPaper:
    """What is true of a paper in this world; `told_by` are the services that know it by `id`.

    `year` is that of its first version. `venue` is a word of every name of its venue, "" where
    nobody knows of one; `repository` is what Hugging Face names.
    """

    id: str  # as `identify` prints it
    title: str
    authors: int
    first_author: str
    year: int
    told_by: frozenset[str]
    venue: str = ""
    venue_year: int | None = None
    doi: str = ""
    repository: str = ""
    withdrawn: bool = False


def _told_by(names: str) -> frozenset[str]:
    return frozenset(names.split())


ATTENTION = WorldPaper(
    "arxiv:1706.03762",
    "Attention Is All You Need",
    8,
    "Ashish Vaswani",
    2017,
    _told_by("arxiv datacite semanticscholar huggingface"),
    venue="Neural Information Processing Systems",
    repository="https://github.com/tensorflow/tensor2tensor",
)
VIT = WorldPaper(
    "arxiv:2010.11929",
    "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
    12,
    "Alexey Dosovitskiy",
    2020,
    _told_by("arxiv datacite semanticscholar huggingface"),
    venue="International Conference on Learning Representations",
    repository="https://github.com/google-research/vision_transformer",
)
RESNET = WorldPaper(
    "arxiv:1512.03385",
    "Deep Residual Learning for Image Recognition",
    4,
    "Kaiming He",
    2015,
    _told_by("arxiv semanticscholar huggingface"),
    venue="Computer Vision and Pattern Recognition",
    venue_year=2016,
    doi="10.1109/cvpr.2016.90",
)
BERT = WorldPaper(
    "arxiv:1810.04805",
    "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding",
    4,
    "Jacob Devlin",
    2018,
    _told_by("arxiv semanticscholar huggingface"),
    venue="North",
    venue_year=2019,
    doi="10.18653/v1/n19-1423",
    repository="https://github.com/google-research/bert",
)
MEASURE = WorldPaper(
    "arxiv:1911.01547",
    "On the Measure of Intelligence",
    1,
    "François Chollet",
    2019,
    _told_by("arxiv semanticscholar"),
)
WITHDRAWN = WorldPaper(
    "arxiv:2101.99998",
    "A Proof Made Up to Be Taken Back",
    1,
    "A. Author",
    2021,
    _told_by("arxiv huggingface"),
    withdrawn=True,
)
LARGE_N = WorldPaper(
    "arxiv:hep-th/9711200",
    "The Large N Limit of Superconformal Field Theories and Supergravity",
    1,
    "Juan M. Maldacena",
    1997,
    _told_by("arxiv datacite"),
    doi="10.1023/a:1026654312961",
)
ZERO = WorldPaper("arxiv:2104.12255", "0", 3, "Ondřej Chum", 2021, _told_by("arxiv"))
REGISTERS = WorldPaper(
    "openreview:2dnO3LLiJ1",
    "Vision Transformers Need Registers",
    4,
    "Timothée Darcet",
    2024,
    _told_by("openreview"),
    venue="ICLR",
    venue_year=2024,
)
PAPERS = (ATTENTION, VIT, RESNET, BERT, MEASURE, WITHDRAWN, LARGE_N, ZERO, REGISTERS)


def serve_world(server: FakeServer) -> dict[str, str]:
    """Let `server` answer as every service does; return the variables that lead there.

    OpenReview wants the login in `openreview_api`. A service is broken by a route after this:
    `server.route("/api/query", Reply(status=503))`.
    """
    serve_arxiv(server)
    serve_datacite(server)
    serve_crossref(server)
    serve_semanticscholar(server)
    serve_openreview(server)
    serve_huggingface(server)
    serve_openalex(server)
    serve_dblp(server)
    # Its tests have a paper of their own under this id, with other facts.
    unknown = datacite_api.reply(datacite_api.read_paper("not_found_404"), 404)
    server.route(datacite_api.route_of(WITHDRAWN.id.removeprefix("arxiv:")), unknown)
    server.route("/pdf/*", Reply(PDF, headers={"Content-Type": "application/pdf"}))
    return variables(server.url)


def base_urls(url: str) -> dict[str, str]:
    """Return the base URL of every source for the world at `url`."""
    return dict.fromkeys(SOURCES, url) | {"openreview1": url + OLD_BASE}


def variables(url: str) -> dict[str, str]:
    """Return the variables of the environment that lead every source to the world at `url`."""
    return {f"PAPERSTUDY_{name.upper()}_URL": base for name, base in base_urls(url).items()}
