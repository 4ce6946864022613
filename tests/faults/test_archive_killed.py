"""An import that is killed leaves the archive as it was, and the next one works."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from paperstudy.domain.identifiers import Identifier, Scheme
from paperstudy.store.archive import open_archive
from tests.fakes.dumps import LINKS, PAPERS, make_archive, take_in

ROOT = Path(__file__).parents[2]
_IMPORT = """
import itertools, sys
from paperstudy.domain.archive import DumpKind, LinkRow
from paperstudy.domain.events import CancelToken
from paperstudy.store.archive import open_archive

def batches():
    for number in itertools.count():
        yield [
            LinkRow(f"s{number}-{n}", "", f"title {n}", "", f"https://x.org/{n}", False, False, "")
            for n in range(500)
        ]

steps = open_archive(sys.argv[1]).replace(DumpKind.LINKS, batches(), None, CancelToken())
for step in steps:
    print(step.rows, flush=True)
"""


def test_what_was_imported_survives_a_kill_in_the_middle_of_the_next_import(
    tmp_path: Path,
) -> None:
    path = tmp_path / "archive.db"
    archive = make_archive(path, LINKS)
    asked = Identifier(Scheme.ARXIV, "1706.03762")
    before = archive.find([asked])
    with subprocess.Popen(
        [sys.executable, "-c", _IMPORT, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        while int(process.stdout.readline()) < 50_000:
            pass  # so many that they are on disk already
        assert archive.find([asked]) == before, "others read meanwhile"
        process.kill()
    assert archive.find([asked]) == before
    assert archive.status().dumps[0].file == LINKS.name
    take_in(open_archive(path), PAPERS)
    assert len(archive.status().dumps) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["archive.db"]
