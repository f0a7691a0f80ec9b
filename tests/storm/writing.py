"""Every export, paper, calendar and delivered file: the part of the storm that writes, and reads back what it wrote."""

import csv
import io
import json
import unicodedata
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import cycle, product
from pathlib import Path

import openpyxl
import pyogrio
import xlsxwriter
from docx import Document
from lxml import etree

from lib.cases.calendar import FAR, calendar_of
from lib.exports import cells
from lib.exports.meeting import meeting_workbook
from lib.exports.query import export_query, mart_table, marts
from lib.exports.register_layers import register_geojson, register_gpkg
from lib.imports.commit import Delivery, commit, prepare
from lib.imports.marked import marked_workbook
from lib.maps.picture import map_picture
from lib.register.store import Register
from lib.reports.freeze import changed_since, freeze
from lib.reports.pack import pack
from lib.reports.periods import periods
from lib.ui.frame import data
from lib.words import printable
from tests.storm.named import DAY, Named

Check = tuple[str, Callable[[], object]]
FORMATS = ("csv", "json", "xlsx", "geojson", "gpkg")
HEADINGS = (
    "企业名称",
    "统一社会信用代码",
    "属地",
    "行业",
    "生产线",
    "产能(吨/日)",
    "状态",
    "地址",
    "负责人",
    "联系方式",
    "经度",
    "纬度",
)


def marts_in_every_format(storm: Named) -> Iterator[Check]:
    """Every mart in every format, the register for QGIS and the meeting workbook."""
    register = data.register()
    languages = cycle(("zh", "en"))
    for mart, form in product(marts(register), FORMATS):
        yield f"{mart}.{form}", partial(export, register, mart, form, next(languages), storm.folder)
    yield "enterprises as they are", partial(letter_by_letter, register, storm.folder)
    for language in ("zh", "en"):
        yield f"register.gpkg {language}", partial(register_gpkg, register, DAY, language)
        yield (
            f"register.geojson {language}",
            partial(lambda said: json.loads(register_geojson(register, DAY, said)), language),
        )
        yield (
            f"meeting {language}",
            partial(lambda said: workbook(meeting_workbook(register, DAY, said, map_picture)), language),
        )


def export(register: Register, mart: str, form: str, language: str, folder: Path) -> list[dict[str, object]]:
    """The rows of a mart, written and read back."""
    content = export_query(register, mart, DAY, {}, form, language)
    if form == "csv":
        return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    if form == "json":
        return list(json.loads(content))
    if form == "geojson":
        return [feature["properties"] for feature in json.loads(content)["features"]]
    if form == "gpkg":
        path = folder / "export.gpkg"
        path.write_bytes(content)
        return [row for layer, _kind in pyogrio.list_layers(path) for row in layer_rows(path, layer)]
    sheets = workbook(content)
    return [{"cells": row} for row in next(iter(sheets.values()))[3:]]


def layer_rows(path: Path, layer: str) -> list[dict[str, object]]:
    """Rows of a layer of a GeoPackage."""
    return [] if layer == "about" else pyogrio.read_dataframe(path, layer=layer, read_geometry=False).to_dict("records")


def workbook(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Sheets of a workbook with their rows. Fails when a part is no XML, or a cell is a formula or a link."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            if part.endswith((".xml", ".rels")):
                tree = etree.fromstring(archive.read(part))
                assert "hyperlink" not in part and not list(tree.iter("{*}f")) or part.startswith("xl/charts/"), part
                assert not list(tree.iter("{*}hyperlink")), part
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def letter_by_letter(register: Register, folder: Path) -> None:
    """Every name of an enterprise stands in every format as the register has it."""
    known = sorted(map(str, mart_table(register, "enterprises", DAY).frame["enterprise_name"]))
    written = {"json": str, "geojson": str, "gpkg": printable, "csv": cells.neutral}
    for form, told in written.items():
        found = sorted(str(row["enterprise_name"]) for row in export(register, "enterprises", form, "zh", folder))
        assert found == sorted(map(told, known)), (form, first_difference(found, sorted(map(told, known))))


def first_difference(found: list[str], known: list[str]) -> tuple[str, str]:
    """Where two lists part."""
    return next(((one, other) for one, other in zip(found, known, strict=False) if one != other), ("", ""))


def papers(storm: Named) -> Iterator[Check]:
    """The papers of every period, before and after it is frozen, and the calendars."""
    register = data.register()
    register.settings.evidence_dir.mkdir(exist_ok=True)
    for period in [one.period for one in periods(register, "zh")]:
        yield f"papers {period}", partial(packed, register, period, storm.folder / "papers")
        yield f"freeze {period}", partial(freeze, register, period, actor="storm", reason="names")
        yield f"papers {period}, frozen", partial(packed, register, period, storm.folder / "papers")
        yield f"changes {period}", partial(changed_since, register, period)
    departments = register.ask("pages/ledger/overdue", DAY, "zh", by="department").code
    for language in ("zh", "en"):
        for department in ("", *departments):
            yield f"calendar {department} {language}", partial(calendar, register, department, language)


def packed(register: Register, period: str, folder: Path) -> None:
    """Write the papers and read each again."""
    for path in pack(register, period, folder, "storm"):
        assert path.parent == folder
        Document(path) if path.suffix == ".docx" else workbook(path.read_bytes())


def calendar(register: Register, department: str, language: str) -> None:
    """A calendar whose lines are the calendar's own: no name begins one, or holds a sign of control."""
    content = calendar_of(register, DAY, department=department, language=language).decode()
    lines = content.split("\r\n")
    assert content.splitlines() == lines[:-1] and all(len(line.encode()) <= 75 for line in lines)
    assert not [sign for line in lines for sign in line if unicodedata.category(sign) == "Cc" and sign != "\t"]
    rows = register.ask("asks/cases/due", DAY, language, until=FAR, area="", department=department)
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == len(rows)


def deliveries(storm: Named) -> Iterator[Check]:
    """Workbooks and CSV files with the names in every cell: the dry run, the import, and the refused rows, marked."""
    register = data.register()
    rows = [HEADINGS, *(cells_of(name, number) for number, name in enumerate(storm.names))]
    for file in (written_xlsx(storm.folder / "names.xlsx", rows), written_csv(storm.folder / "names.csv", rows)):
        yield f"delivery {file.name}", partial(delivered, register, file)
    yield "names of headings, sheets and files", partial(foreign, register, storm)


def cells_of(name: str, number: int) -> tuple[object, ...]:
    """A row about an enterprise of this name; every third has a capacity that is refused."""
    capacity = name if number % 3 == 0 else 1000 + number
    return name, "", "阳谷县", "水泥", f"{number}{name}", capacity, "在产", name, name, name, 115.8, 36.1


def written_xlsx(path: Path, rows: Iterable[tuple[object, ...]], sheet: str = "台账") -> Path:
    """A workbook as a county writes it."""
    plain = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(path, plain) as book:
        table = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            table.write_row(number, 0, row)
    return path


def written_csv(path: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    """The same as CSV, which no program writes with a NUL."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows([str(cell).replace("\0", "") for cell in row] for row in rows)
    return path


def delivered(register: Register, file: Path) -> None:
    """Read, place, plan and commit a file; a marked workbook of what was refused can be read."""
    draft = prepare(register, Delivery(file, "storm", DAY), "zh")
    draft.summary(None, "en")
    assert len(draft.parsed.rows) and draft.parsed.refusals
    workbook(marked_workbook(draft.parsed.refusals, "zh"))
    commit(register, draft)


def foreign(register: Register, storm: Named) -> None:
    """Headings that are names: whatever each column is taken for, nothing is uncaught."""
    file = written_xlsx(storm.folder / "headings.xlsx", [HEADINGS + tuple(storm.names[:20]), *[cells_of("甲", 1)] * 2])
    prepare(register, Delivery(file, "storm", DAY), "zh").summary(None, "zh")
