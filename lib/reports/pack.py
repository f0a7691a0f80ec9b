"""The pack of a period: every paper in one action, from what was frozen, else from the register as a draft."""

import hashlib
import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from lib.exports.save import folder, safe, save
from lib.register.reading import Reading
from lib.register.store import Register
from lib.reports import forms, papers
from lib.reports.content import Content, citation, content_of
from lib.reports.filling import FIXED_TIME
from lib.reports.freeze import Frozen, frozen
from lib.reports.notice import notice_of
from lib.reports.objections import check_answered, objections
from lib.reports.office import notice_words, office_of
from lib.reports.periods import Period, period_of
from lib.reports.refusal import ReportRefused
from lib.reports.word import render

NAMES = {"summary": "汇总", "tables": "汇总表", "notice": "公示", "province": "上报省"}


def pack(register: Register, period: str, out_dir: Path, actor: str, only: tuple[str, ...] = ()) -> list[Path]:
    """Write the papers of a period into a folder and return their paths; the audit names them with their hashes.

    Papers of a frozen period come from what was frozen: later imports, voids and reversals do not change a byte. The
    public notice and the report to the province also tell the office's contact and, once the ledger has them, the days
    of the notice. The report to the province also tells the objections and is left out while one is unanswered (see
    `left_out`); until the notice has stood its days it says on every page that it is a draft (see `drafts`). `only`
    asks for some papers of `periods.csv`; asked for by name, what must not be made raises ReportRefused.
    """
    made = list(_checked(register, period, actor, only))
    paths = [save(folder(out_dir) / name, content) for name, content in made]
    _audit(register, period, actor, made)
    return paths


def pack_zip(register: Register, period: str, actor: str) -> bytes:
    """The same papers as one zip file, for a download; equal papers give equal bytes. Raises ReportRefused."""
    made = list(_checked(register, period, actor, ()))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in made:
            archive.writestr(zipfile.ZipInfo(name, FIXED_TIME), content)
    _audit(register, period, actor, made)
    return buffer.getvalue()


def _checked(register: Register, period: str, actor: str, only: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The papers asked for, with their names. Raises ReportRefused for what must not be made."""
    if not actor.strip():
        raise ReportRefused(register, "Who makes the pack? Give a name.")
    asked = period_of(register, period)
    wrong = [paper for paper in only if paper not in asked.papers]
    if wrong:
        raise ReportRefused(
            register, "{period} has no paper {paper}; it has {known}.", period=period, paper=wrong[0],
            known="、".join(asked.papers),
        )  # fmt: skip
    if "province" in only:
        check_answered(register, period)
    skipped = left_out(register, asked)
    return _papers(register, asked, [paper for paper in only or asked.papers if paper not in skipped])


def _audit(register: Register, period: str, actor: str, made: list[tuple[str, bytes]]) -> None:
    """Say in the audit who took which papers out, with their hashes."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in made}
    with register.write(actor, "pack", period, files=hashes):
        pass


def left_out(register: Reading, period: Period) -> dict[str, str]:
    """Papers that must not be made now → the sentence that says why."""
    if "province" not in period.papers:
        return {}
    try:
        check_answered(register, period.period)
    except ReportRefused as refusal:
        return {"province": str(refusal)}
    return {}


def drafts(register: Reading, period: Period, language: str = "zh") -> dict[str, str]:
    """Papers that are only drafts now although their figures may be frozen → the sentence that says why."""
    if "province" not in period.papers:
        return {}
    standing, today = frozen(register, period.period), date.today()
    why = notice_of(register, period, standing.content if standing else None, today).draft(today, language)
    return {"province": why} if why else {}


def _papers(register: Register, period: Period, wanted: list[str]) -> Iterator[tuple[str, bytes]]:
    """File name and bytes of each paper; what a freeze of an older version did not keep of the plan, the plan says."""
    standing, today = frozen(register, period.period), date.today()
    content = citation(register, period) | (standing.content if standing else content_of(register, period))
    plan, mark, notice = period.plan.plan_id, stamp(content, standing), notice_of(register, period, content, today)
    told = {"office": office_of(register), **notice_words(notice)}
    for paper in wanted:
        name = f"{period.period}_{NAMES.get(paper, paper)}"
        if paper == "letter":
            for area in content["areas"]:
                name = safe(f"{period.period}_函_{area['area_code']}_{area['area_name']}")
                yield f"{name}.docx", render(register, plan, paper, told | papers.letter(content, area, mark))
        elif paper == "tables":
            yield f"{name}.xlsx", forms.workbook(content, mark)
        elif paper == "province":
            context = papers.province(content, mark, objections(register, period.period), notice.draft(today))
            yield f"{name}.docx", render(register, plan, paper, told | context)
        else:
            yield f"{name}.docx", render(register, plan, paper, told | papers.context(content, mark))


def stamp(content: Content, standing: Frozen | None) -> str:
    """The line at the foot that says what the paper was made from."""
    day = content["as_of"]
    if standing is None:
        return f"{papers.DRAFT}　数据截至{day}"
    version = f"台账第{standing.register_version}版"
    return f"数据截至{day}　{version}　冻结编号{standing.freeze_id}　SHA-256 {standing.sha256[:16]}"
