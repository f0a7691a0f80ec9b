"""How the cells of our workbooks look."""

from functools import cache
from typing import Any

import xlsxwriter

FONT = "Microsoft YaHei"  # 微软雅黑, on every Chinese Windows; others substitute their own Chinese face
INK, GREY, RULE, BAND, PAPER, DEMO = "#1F2D3D", "#5B6B7B", "#C9D3DE", "#22577A", "#F4F7FA", "#C8382E"
BOX: dict[str, Any] = {"border": 1, "border_color": RULE, "valign": "vcenter"}
CARD: dict[str, Any] = {"left": 1, "right": 1, "border_color": RULE, "bg_color": PAPER, "align": "center"}
LOOKS: dict[str, dict[str, Any]] = {
    "cover": {"bold": True, "font_size": 22, "font_color": INK, "valign": "vcenter"},
    "title": {"bold": True, "font_size": 15, "font_color": INK, "valign": "vcenter"},
    "subtitle": {"font_size": 9, "font_color": GREY, "valign": "vcenter"},
    "demo": {"bold": True, "font_color": DEMO, "valign": "vcenter"},
    "note": {"font_size": 9, "font_color": GREY, "text_wrap": True, "valign": "top"},
    "heading": BOX
    | {
        "bold": True,
        "font_color": "#FFFFFF",
        "bg_color": BAND,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    },
    "label": BOX
    | {"align": "left", "indent": 1, "bold": True, "bg_color": PAPER, "font_color": INK, "text_wrap": True},
    "text": BOX | {"align": "left", "indent": 1},
    "wrapped": BOX | {"align": "left", "text_wrap": True, "indent": 1},
    "date": BOX | {"num_format": "yyyy-mm-dd", "align": "center"},
    "moment": BOX | {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "center"},
    "number": BOX | {"align": "right", "indent": 1},
    "total": BOX | {"indent": 1, "bold": True, "bg_color": PAPER, "top": 2, "top_color": BAND},
    "figure": CARD | {"bold": True, "font_size": 20, "font_color": BAND, "valign": "vcenter", "bottom": 1},
    "figure_label": CARD | {"font_size": 9, "font_color": GREY, "valign": "vcenter", "text_wrap": True, "top": 1},
}


class Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        @cache
        def look(name: str) -> Any:
            return book.add_format(LOOKS[name])

        @cache
        def amount(decimals: int, name: str = "number") -> Any:
            return book.add_format(LOOKS[name] | {"num_format": pattern(decimals)})

        self.look = look
        self.amount = amount


def pattern(decimals: int) -> str:
    """Excel number format with thousands separators and exactly as many decimals as the value has."""
    return "#,##0" + ("." + "0" * decimals if decimals else "")
