"""County workbooks small enough to read here."""

from pathlib import Path

import xlsxwriter

HEADING = ("企业名称", "所在县（市、区）", "所属行业", "工序", "生产线名称", "产能", "产能单位", "生产状态", "联系人")
JULY = (
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "1#窑", 2000, "吨/日", "在产", "张三"),
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "2#窑", 5000, "吨/日", "在产", "张三"),
    ("乙轮胎有限公司", "莘县", "轮胎", "全钢子午胎", "一车间", 130, "万条/年", "在产", "李四"),
)
DECEMBER = (  # one line shut, one enterprise unknown before, one contact left blank
    ("甲水泥有限公司", "阳谷县", "水泥", "熟料", "1#窑", 2000, "吨/日", "拆除", None),
    ("丙造纸有限公司", "冠县", "造纸", "造纸", "纸机1", 5, "万吨/年", "在产", "王五"),
)


def write(path: Path, rows: tuple[tuple[object, ...], ...]) -> Path:
    """A workbook with a title, a heading and the rows."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("台账")
    sheet.write(0, 0, "淘汰落后产能台账（示例）")
    for number, row in enumerate((HEADING, *rows), start=1):
        for column, cell in enumerate(row):
            if cell is not None:
                sheet.write(number, column, cell)
    book.close()
    return path
