"""The template workbook: headings we know, drop-downs, an explanation, and an example row that an import leaves out."""

import io
from typing import Any

import xlsxwriter

from lib.imports.reasons import sentence
from lib.imports.vocabulary import TemplateColumn, Vocabulary

ROWS = 2000  # rows with drop-downs and text format
HEADING_ROW = 1  # from 0: below the title
HEADING = {"bold": True, "font_color": "#FFFFFF", "border": 1, "text_wrap": True, "valign": "vcenter"}
PRINT_SCALE = 70  # percent
MEASURED_KINDS = {"flag": ("是", "否")}


def template_workbook(vocabulary: Vocabulary, language: str = "zh") -> bytes:
    """An xlsx to fill in; its headings, choices and notes are reference data."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    formats = {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "heading": book.add_format(HEADING | {"bg_color": "#1F4E79"}),
        "required": book.add_format(HEADING | {"bg_color": "#C8382E"}),
        "example": book.add_format({"bg_color": "#FFF2CC", "italic": True, "num_format": "@"}),
        "text": book.add_format({"num_format": "@"}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "noted": book.add_format({"text_wrap": True, "valign": "top", "bottom": 7, "bottom_color": "#8A8F98"}),
    }
    columns = template_columns(vocabulary)
    rows = book.add_worksheet(sentence("label_register", {}, language))
    _write_instructions(book.add_worksheet(sentence("label_instructions", {}, language)), columns, formats, language)
    choices = book.add_worksheet(sentence("label_choices", {}, language))
    choices.hide()
    _write_rows(rows, choices, columns, vocabulary, formats, language)
    book.close()
    return buffer.getvalue()


def template_columns(vocabulary: Vocabulary) -> list[TemplateColumn]:
    """The fields of template.csv, then one column per attribute with its unit, before the remark."""
    fields = [column for column in vocabulary.template if column.field != "remark"]
    remark = [column for column in vocabulary.template if column.field == "remark"]
    measured = []
    for attribute in vocabulary.attributes.values():
        heading = {
            "zh": attribute.name_zh + (f"（{attribute.unit}）" if attribute.unit else ""),
            "en": attribute.name_en + (f" ({attribute.unit})" if attribute.unit else ""),
        }
        note = {"zh": "不清楚留空。", "en": "Blank when unknown."}
        kind = f"{attribute.kind}:{attribute.code}" if attribute.kind in ("flag", "code") else ""
        measured.append(TemplateColumn(attribute.code, heading, False, kind, "", note))
    return fields + measured + remark


def choices_of(kind: str, vocabulary: Vocabulary) -> list[str]:
    """The words a drop-down offers: names of a kind, 是/否, or the allowed codes of an attribute."""
    name, _, attribute = kind.partition(":")
    if name == "flag":
        return list(MEASURED_KINDS["flag"])
    if name == "code":
        return list(vocabulary.attributes[attribute].allowed)
    names = vocabulary.names.get(name, {})
    if name == "unit":
        return [word for code, word in names.items() if (unit := vocabulary.units.find(code)) and unit.is_capacity]
    return [word for code, word in names.items() if code != "unknown"]


def _write_rows(
    sheet: Any,
    choices: Any,
    columns: list[TemplateColumn],
    vocabulary: Vocabulary,
    formats: dict[str, Any],
    language: str,
) -> None:
    sheet.write(0, 0, sentence("label_instructions_title", {}, language), formats["title"])
    sheet.freeze_panes(HEADING_ROW + 1, 1)
    sheet.set_row(HEADING_ROW, 62)  # four lines: the longest headings with their unit
    _landscape(sheet, HEADING_ROW)
    sheet.set_print_scale(PRINT_SCALE)  # fifty columns on one page's width could not be read
    sheet.repeat_columns(0)
    sheet.print_across()
    sheet.hide_gridlines(0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, 26 if at == 0 else 16, formats["text"])
        sheet.write(HEADING_ROW, at, column.heading[language], formats["required" if column.is_required else "heading"])
        sheet.write_string(HEADING_ROW + 1, at, column.example, formats["example"])
        if words := choices_of(column.choices, vocabulary) if column.choices else []:
            choices.write_column(0, at, words)
            letter = xlsxwriter.utility.xl_col_to_name(at)
            source = f"='{choices.get_name()}'!${letter}$1:${letter}${len(words)}"
            checked = {"validate": "list", "source": source, "error_type": "warning"}
            sheet.data_validation(HEADING_ROW + 1, at, HEADING_ROW + ROWS, at, checked)


def _landscape(sheet: Any, heading: int) -> None:
    """Print on landscape A4 with the heading (row from 0) on every page."""
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.set_margins(left=0.3, right=0.3, top=0.4, bottom=0.7)
    sheet.repeat_rows(heading)
    sheet.set_footer("&C&P / &N")


def _write_instructions(sheet: Any, columns: list[TemplateColumn], formats: dict[str, Any], language: str) -> None:
    for at, width in enumerate((50, 10, 60, 26)):
        sheet.set_column(at, at, width, formats["wrapped"])
    _landscape(sheet, 2)
    sheet.fit_to_pages(1, 0)
    sheet.write(0, 0, sentence("label_instructions_title", {}, language), formats["title"])
    labels = ("label_heading", "label_required", "label_note", "label_example")
    sheet.write_row(2, 0, [sentence(label, {}, language) for label in labels], formats["heading"])
    for row, column in enumerate(columns, start=3):
        said = sentence("label_yes" if column.is_required else "label_no", {}, language)
        sheet.write_row(
            row, 0, [column.heading[language], said, column.note[language], column.example], formats["noted"]
        )
