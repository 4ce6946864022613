from __future__ import annotations

import sys
from pathlib import Path

import pytest

from paperstudy.study.clock import find_machine_zone


@pytest.mark.parametrize(
    ("said", "zone"),
    [
        ("Asia/Seoul", "Asia/Seoul"),
        (":Asia/Seoul", "Asia/Seoul"),
        (":/usr/share/zoneinfo/Asia/Seoul", "Asia/Seoul"),
        ("", "UTC"),
        ("KST-9", "KST-9"),  # no name of a zone, which whoever looks it up finds
    ],
)
def test_the_time_zone_of_a_process_is_that_of_its_variable(
    tmp_path: Path, said: str, zone: str
) -> None:
    assert find_machine_zone({"TZ": said}, str(tmp_path)) == zone


@pytest.mark.skipif(sys.platform == "win32", reason="a link asks for rights there")
@pytest.mark.parametrize(
    "target",
    [
        "/usr/share/zoneinfo/America/Argentina/Salta",
        "../usr/share/zoneinfo/America/Argentina/Salta",
        "/var/db/timezone/zoneinfo/America/Argentina/Salta",
    ],
)
def test_the_time_zone_of_the_machine_is_where_its_link_points(tmp_path: Path, target: str) -> None:
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "localtime").symlink_to(target)
    assert find_machine_zone({}, str(tmp_path)) == "America/Argentina/Salta"


def test_the_time_zone_of_a_machine_that_does_not_name_it_is_unknown(tmp_path: Path) -> None:
    assert find_machine_zone({}, str(tmp_path)) == ""
    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "localtime").write_bytes(b"TZif2")
    assert find_machine_zone({}, str(tmp_path)) == ""
