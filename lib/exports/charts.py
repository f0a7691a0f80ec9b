"""Native Excel charts and the map of the meeting workbook; the charts read cells, so they can be edited."""

import io
import struct
from typing import Any

import pandas as pd
import xlsxwriter

from lib.exports.language import Words
from lib.exports.sheets import HEADING_ROW, print_on_a4
from lib.exports.styles import FONT, GREY, RULE, Styles
from lib.exports.table import Table

MAP_WIDTH, CHART_WIDTH, HEIGHT = 560, 620, 470  # pixels at 96 dpi
HATCH = {"pattern": "light_upward_diagonal", "fg_color": GREY, "bg_color": "#FFFFFF"}  # not to be taken for `no_rule`
PALE = "#FFFFFF"  # a verdict drawn white needs an edge to be seen
PHYSICAL = b"pHYs"  # the PNG chunk that says how many pixels a metre has


def add_charts(
    book: xlsxwriter.Workbook,
    sheet: Any,
    styles: Styles,
    areas: Table,
    sector_lines: pd.DataFrame,
    colours: dict[str, str],
    map_png: bytes | None,
) -> None:
    """Map, areas by verdict and sectors by outdated lines, on `sheet`; the sheet of the areas must exist already."""
    say = Words(areas.language)
    sheet.hide_gridlines(2)
    sheet.set_default_row(16)  # a set height, or programs with other fonts stretch the pictures
    sheet.set_column(0, 30, 9)
    left = 0
    if map_png:
        scale = MAP_WIDTH / shown_width(map_png)
        sheet.insert_image(0, 0, "map.png", {"image_data": io.BytesIO(map_png), "x_scale": scale, "y_scale": scale})
        left = 9
    sheet.insert_chart(0, left, area_chart(book, areas, colours))
    if len(sector_lines):
        top = 25
        write_sector_lines(sheet, styles, areas, sector_lines, top)
        sheet.insert_chart(top, 4, sector_chart(book, say, len(sector_lines), top, colours["outdated"]))
    print_on_a4(sheet, areas, tall=1)


def shown_width(png: bytes) -> float:
    """Width of a PNG picture in pixels of 96 dpi, as Excel shows it unscaled."""
    pixels = int(struct.unpack(">I", png[16:20])[0])
    start = png.find(PHYSICAL, 0, 1000)
    dots = struct.unpack(">I", png[start + 4 : start + 8])[0] * 0.0254 if start > 0 else 96.0
    return pixels * 96 / dots


def area_chart(book: xlsxwriter.Workbook, areas: Table, colours: dict[str, str]) -> Any:
    """Stacked bars: lines of every area by verdict, read from the sheet of the areas."""
    say = Words(areas.language)
    name, first, last = say("By area"), HEADING_ROW + 1, HEADING_ROW + len(areas.frame)
    chart = book.add_chart({"type": "bar", "subtype": "stacked"})
    for column, heading in enumerate(areas.columns):
        verdict = heading.removesuffix("_lines")
        if verdict in colours:
            chart.add_series(
                {
                    "name": [name, HEADING_ROW, column],
                    "categories": [name, first, 0, last, 0],
                    "values": [name, first, column, last, column],
                    **({"pattern": HATCH} if verdict == "not_applicable" else {"fill": {"color": colours[verdict]}}),
                    "border": {"color": GREY if colours[verdict] == PALE else colours[verdict], "width": 0.5},
                    "gap": 45,
                }
            )
    return framed(chart, say("Lines by area and verdict"), {"position": "bottom", "font": {"name": FONT, "size": 9}})


def write_sector_lines(sheet: Any, styles: Styles, areas: Table, sector_lines: pd.DataFrame, top: int) -> None:
    """The numbers behind the chart of the sectors, in columns A to C."""
    say = Words(areas.language)
    sheet.merge_range(top, 0, top, 1, say("Sector"), styles.look("heading"))
    sheet.write_string(top, 2, areas.heading("outdated_lines"), styles.look("heading"))
    for row, (sector, count) in enumerate(sector_lines.itertuples(index=False), start=top + 1):
        sheet.merge_range(row, 0, row, 1, str(sector), styles.look("text"))
        sheet.write_number(row, 2, int(count), styles.amount(0))


def sector_chart(book: xlsxwriter.Workbook, say: Words, count: int, top: int, colour: str) -> Any:
    """Bars: outdated lines of every sector that has one, the most on top."""
    name = say("Charts")
    chart = book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": say("Outdated lines"),
            "categories": [name, top + 1, 0, top + count, 0],
            "values": [name, top + 1, 2, top + count, 2],
            "fill": {"color": colour},
            "data_labels": {"value": True, "font": {"name": FONT, "size": 9}},
            "gap": 45,
        }
    )
    return framed(chart, say("Outdated lines by sector"), {"none": True}, height=110 + 30 * count)


def framed(chart: Any, title: str, legend: dict[str, Any], height: int = HEIGHT) -> Any:
    """Title, axes, legend and size every chart of ours has; the first category stands on top."""
    font = {"name": FONT, "size": 9}
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": font, "line": {"color": RULE}, "major_tick_mark": "none"})
    chart.set_x_axis(
        {
            "num_font": font,
            "num_format": "#,##0",
            "label_position": "high",
            "major_gridlines": {"visible": True, "line": {"color": RULE}},
        }
    )
    chart.set_legend(legend)
    chart.set_chartarea({"border": {"none": True}})
    chart.set_size({"width": CHART_WIDTH, "height": height})
    return chart
