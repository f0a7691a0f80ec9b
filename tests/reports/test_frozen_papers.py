"""Papers of reports that were frozen before a plan was a folder stay byte for byte what they were."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from lib.register.store import Register
from lib.reports.content import sha256
from lib.reports.pack import pack

FROZEN = (
    Path(__file__).parent / "frozen"
)  # contents frozen by the edition that hard-coded 2022, and hashes of its papers
KEEP = """insert into facts.report_freeze by name select 'Z' || $period as freeze_id, $period as period,
    $as_of::date as as_of, 7 as register_version, $text as content_json, $sha256 as sha256, 'test' as actor,
    timestamp '2023-02-01' as recorded_at"""
PAPERS = dict(
    reversed(line.split("  ")) for line in (FROZEN / "papers.sha256").read_text(encoding="utf-8").splitlines()
)


def hashed(paper: Path) -> str:
    """Hash of all parts of a paper, each byte of them; how a machine's zlib packs them is not the paper's."""
    digest = hashlib.sha256()
    with zipfile.ZipFile(paper) as archive:
        for name in archive.namelist():
            digest.update(name.encode() + b"\0" + archive.read(name))
    return digest.hexdigest()


@pytest.mark.parametrize("period", ["2022-07", "2023-01"])
def test_papers_frozen_for_2022_stay_byte_for_byte(register: Register, tmp_path: Path, period: str):
    text = (FROZEN / f"{period}.json").read_text(encoding="utf-8")
    kept = {"period": period, "as_of": json.loads(text)["as_of"], "text": text, "sha256": sha256(text)}
    register.con.execute(KEEP, kept)
    made = {path.name: hashed(path) for path in pack(register, period, tmp_path, "test")}
    assert made == {name: digest for name, digest in PAPERS.items() if name.startswith(period)}
