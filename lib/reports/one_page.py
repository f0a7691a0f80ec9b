"""What a leader is told on one page, written from the account: where we stand, what changed, what is stuck, what is
due, and where the pace leads. The page and the Word paper say the same sentences."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm, Pt

from lib.register.reading import Reading
from lib.reports.figures import chinese_day
from lib.reports.filling import normalised
from lib.reports.papers import DEMO
from lib.reports.template_parts import HEAD, TABLE, heading, line, paper, title, write
from lib.words import said

SHOWN: Final = 4  # processes, areas, sectors and departments that a sentence names
COLUMNS: Final = (
    "name", "identified_lines", "outstanding_lines", "change", "not_opened_lines", "left_lines", "overdue_cases",
    "silent_cells",
)  # fmt: skip
WIDTHS: Final = (26, 19, 19, 19, 19, 19, 19, 20)  # millimetres
SIZE, PITCH = 11, 17  # points: a page holds it all
Told = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """What is told: a heading with its sentences each, and the table of areas, worst first."""

    sections: dict[str, list[str]]
    areas: pd.DataFrame


def page_of(register: Reading, as_of: date, since: date, language: str) -> Page:
    """The sentences as of a date, compared with an earlier one, in a language; lines unless another unit is named."""
    source, words = register.reading(), _Words(language)
    asked: Told = {"as_of": as_of, "language": language}
    areas = source.ask("pages/leading/stuck", by="area", since=since, **asked)
    sectors = source.ask("pages/leading/stuck", by="sector", since=since, **asked)
    pace = source.ask("pages/leading/pace", area="", sector="", **asked).iloc[0]
    terms = source.ask("pages/progress/bridge", area="", sector="", process="", since=since, **asked)
    account = source.ask("pages/every/account", area="", sector="", **asked)
    processes = source.ask("pages/leading/processes", area="", sector="", **asked)
    due = source.ask("pages/leading/due", area="", sector="", **asked)
    return Page(
        {
            words("In short"): [words.standing(account, as_of), words.goal(pace), words.processes(processes)],
            words("What changed"): [words.bridge(terms, account, since)],
            words("Where it is stuck"): [words.stuck(areas, sectors), words.silent(areas)],
            words("What falls due"): [words.due(due)],
            words("Where the pace leads"): [words.pace(pace)],
        },
        areas,
    )


class _Words:
    """The sentences in one language."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, message: str, **values: object) -> str:
        return said(message, self.language, **values)

    def day(self, on: Any) -> str:
        text = f"{on:%Y-%m-%d}"
        return chinese_day(text) if self.language == "zh" else text

    def listed(self, parts: list[str]) -> str:
        return ("、" if self.language == "zh" else ", ").join(parts)

    def joined(self, parts: list[str]) -> str:
        return ("；" if self.language == "zh" else "; ").join(parts)

    def standing(self, account: pd.DataFrame, as_of: date) -> str:
        lines = {str(group): int(count) for group, count in account.groupby("standing_group").lines.sum().items()}
        return self(
            "On {day} {identified} lines had ever been identified: {outstanding} are still to leave ({unopened} "
            "without a case), {left} left ({counted} of them counted), {settled} are settled, "
            "{withdrawn} withdrawn or corrected.",
            day=self.day(as_of), identified=int(account.lines.sum()), counted=int(account.counted_lines.sum()),
            unopened=int(account.loc[account.standing == "not_opened", "lines"].sum()), **lines,
        )  # fmt: skip

    def goal(self, pace: pd.Series) -> str:
        if pd.isna(pace.goal_lines):
            return self("No document has set a goal.")
        return self(
            "The goal of {areas} areas is {goal} lines by {day}, of which {count} are counted.",
            areas=pace.goal_areas, goal=pace.goal_lines, day=self.day(pace.due_on), count=pace.goal_counted_lines,
        )  # fmt: skip

    def processes(self, rows: pd.DataFrame) -> str:
        parts = [
            self(
                "{process} {outstanding} lines still to leave ({capacity} {unit}), {left} left",
                process=row.process_name, outstanding=row.outstanding_lines, left=row.left_lines,
                capacity=_amount(row.outstanding_capacity), unit=row.unit_name or "",
            )
            for row in rows.head(SHOWN).itertuples()
        ]  # fmt: skip
        return self("By process: {parts}.", parts=self.joined(parts)) if parts else ""

    def bridge(self, terms: pd.DataFrame, account: pd.DataFrame, since: date) -> str:
        now = int(account.loc[account.standing_group == "outstanding", "lines"].sum())
        parts = [f"{row.term_name} {_signed(int(row.change))}" for row in terms.itertuples()]
        return self(
            "Since {day} lines still to leave went from {was} to {now}: {parts}.",
            day=self.day(since), was=now - int(terms.change.sum()), now=now, parts=self.listed(parts) or "0",
        )  # fmt: skip

    def stuck(self, areas: pd.DataFrame, sectors: pd.DataFrame) -> str:
        return self(
            "Most lines still to leave: {areas}; by sector {sectors}.",
            areas=self.listed([self._place(row) for row in areas.head(SHOWN).itertuples()]),
            sectors=self.listed([self._place(row) for row in sectors.head(SHOWN).itertuples()]),
        )  # fmt: skip

    def _place(self, row: Any) -> str:
        return self(
            "{name} {outstanding} ({unopened} without a case, overdue cases: {overdue})",
            name=row.name, outstanding=row.outstanding_lines, unopened=row.not_opened_lines, overdue=row.overdue_cases,
        )  # fmt: skip

    def silent(self, areas: pd.DataFrame) -> str:
        asked = areas[areas.owed_cells.notna()]
        if asked.empty:
            return ""
        if not asked.silent_cells.sum():
            return self("Every area reported in the newest period.")
        is_silent, due = asked.silent_cells == asked.owed_cells, self.day(asked.due_on.iloc[0])
        owing = (is_silent, "nothing: {names}"), (~is_silent & (asked.silent_cells > 0), "in part: {names}")
        parts = [self(told, names=self.listed(list(asked[which].name))) for which, told in owing if which.any()]
        return self("In the newest period, due on {day}, areas reported {parts}.", day=due, parts=self.joined(parts))

    def due(self, rows: pd.DataFrame) -> str:
        if rows.empty:
            return self("Nothing is overdue, and nothing is due within 30 days.")
        parts = [
            self(
                "{name} {overdue} overdue, {due} due",
                name=row.department_name,
                overdue=row.overdue_clocks,
                due=row.due_clocks,
            )
            for row in rows[rows.department != ""].head(SHOWN).itertuples()
        ]
        counts = {"overdue": rows.overdue_clocks.iloc[0], "due": rows.due_clocks.iloc[0]}
        if not parts:
            return self("{overdue} deadlines are overdue, {due} are due within 30 days.", **counts)
        told = "{overdue} deadlines are overdue, {due} are due within 30 days: {parts}."
        return self(told, parts=self.joined(parts), **counts)

    def pace(self, pace: pd.Series) -> str:
        told = self("{count} exits counted in the last 60 days.", count=pace.recent_lines)
        if not pd.isna(pace.goal_lines):
            told += self(
                " {recent} of them towards the goal; at that pace {count} would be counted by {day}.",
                recent=pace.goal_recent_lines, count=pace.forecast_lines, day=self.day(pace.due_on),
            )  # fmt: skip
        elif not pd.isna(pace.reached_on):
            told += self(
                " At that pace what is still to leave would have left by {day}.", day=self.day(pace.reached_on)
            )
        return told + self(" This is an extrapolation, not a plan.")


def _amount(value: float) -> str:
    """A capacity without needless decimals; a dash where none is known."""
    return "–" if pd.isna(value) else f"{value:,.4f}".rstrip("0").rstrip(".")


def _signed(change: int) -> str:
    return f"{'+' if change > 0 else '−' if change < 0 else '±'}{abs(change)}"


def one_page(register: Reading, as_of: date, since: date) -> bytes:
    """The paper in Word, in Chinese."""
    source = register.reading()
    told = page_of(source, as_of, since, "zh")
    is_demo = bool(source.ask("pages/every/is_demo", as_of, "zh").iloc[0, 0])
    stamp = f"截至 {as_of} · 台账第 {source.version()} 版"
    document = paper("落后产能退出情况一页汇报", demo=DEMO if is_demo else "", stamp=stamp)
    section = document.sections[0]
    section.top_margin, section.bottom_margin = Mm(24), Mm(22)
    title(document, "落后产能退出情况一页汇报")
    document.paragraphs[-1]._p.getparent().remove(document.paragraphs[-1]._p)
    for number, (name, sentences) in zip("一二三四五", told.sections.items(), strict=True):
        heading(document, f"{number}、{name}")
        line(document, "".join(sentences))
    names = source.ask("pages/every/labels", as_of, "zh", kind="column").set_index("code")["name"]
    _table(document, [str(names[column]).replace("（", "\n（") for column in COLUMNS], told.areas)
    _close_up(document)
    out = io.BytesIO()
    document.save(out)
    return normalised(out.getvalue())


def _close_up(document: Any) -> None:
    """All but the title in smaller letters and closer lines, so that one page holds it."""
    for paragraph in document.paragraphs[1:]:
        paragraph.paragraph_format.line_spacing = Pt(PITCH)
        if paragraph.paragraph_format.first_line_indent:
            paragraph.paragraph_format.first_line_indent = Pt(2 * SIZE)
        for run in paragraph.runs:
            run.font.size = Pt(SIZE)


def _table(document: Any, headings: list[str], rows: pd.DataFrame) -> None:
    """The areas, worst first."""
    grid = document.add_table(rows=0, cols=len(headings), style="Table Grid")
    grid.alignment, grid.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    values = [
        ["–" if pd.isna(row[column]) else str(row[column]) for column in COLUMNS] for row in rows.to_dict("records")
    ]
    for texts in (headings, *values):
        for cell, text, width in zip(grid.add_row().cells, texts, WIDTHS, strict=True):
            cell.width, paragraph = Mm(width), cell.paragraphs[0]
            paragraph.alignment, paragraph.paragraph_format.space_after = ALIGN.CENTER, Pt(0)
            write(paragraph, text, size=9, face=HEAD if texts is headings else TABLE)
