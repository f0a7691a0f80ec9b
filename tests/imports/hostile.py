"""Files that exhaust or break a careless reader, made from scratch; and mutations of good ones."""

import io
import random
import zipfile
from collections.abc import Iterator

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
FAR_CELLS = {  # one cell in the last corner of a sheet, in spellings that no pattern foresees
    "single-quotes": "<row r='1048576'><c r='XFD1048576' t='str'><v>1</v></c></row>",
    "attribute-order": '<row spans="1:1" r="1048576"><c t="str" s="0" r="XFD1048576"><v>1</v></c></row>',
    "spaces": '<row r = "1048576"><c\n r = "XFD1048576" t="str"><v>1</v></c></row>',
    "entity": '<row r="1048576"><c r="&#88;FD1048576" t="str"><v>1</v></c></row>',
    "no-row-number": '<row><c r="XFD1048576" t="str"><v>1</v></c></row>',
}
HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>企业名称</t></is></c></row>'


def xlsx(cells: str, part: str = "worksheets/sheet1.xml", shared: str = "") -> bytes:
    """A workbook with one sheet of these row elements, kept in a part of this name."""
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}"><sheets>'
        '<sheet name="台账" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="rId1" Type="{RELATION}/worksheet" Target="{part}"/>'
        f'<Relationship Id="rId2" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        f"xl/{part}": f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{shared}</sst>',
    }
    return package(parts)


def package(parts: dict[str, str]) -> bytes:
    """A zip file of texts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def ods(rows: str) -> bytes:
    """An OpenDocument sheet of these row elements."""
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
            'manifest:1.0"/>',
            "content.xml": f"<office:document-content {spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="台账">{rows}</table:table></office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def repeated(rows: int, columns: int) -> bytes:
    """An OpenDocument sheet whose one cell stands for a rectangle."""
    return ods(
        f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
        f'table:number-columns-repeated="{columns}"><text:p>企业名称</text:p></table:table-cell></table:table-row>'
    )


def bombs() -> dict[str, bytes]:
    """File name → a small file that wants gigabytes."""
    found = {f"{name}.xlsx": xlsx(HEAD + cells) for name, cells in FAR_CELLS.items()}
    found["elsewhere.xlsx"] = xlsx(HEAD + FAR_CELLS["spaces"], part="somewhere/else.xml")
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    found["shared-text.xlsx"] = xlsx(cells, shared=f"<si><t>{'企' * (1 << 20)}</t></si>")
    found["repeats.ods"] = repeated(1_000_000, 64)
    found["repeats-wide.ods"] = repeated(50_000, 16_384)
    found["ragged.csv"] = ("企业名称" + "," * 70_000 + "\n" + "甲\n" * 35_000).encode()
    return found


def mutated(good: bytes, dice: random.Random) -> bytes:
    """A good file after an accident: bytes changed, cut, doubled or moved; in a package also inside its parts."""
    if good[:2] == b"PK" and dice.random() < 0.5:
        return _inside(good, dice)
    return _bytes(good, dice)


def _inside(good: bytes, dice: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        names = source.namelist()
        chosen = dice.choice(names)
        for name in names:
            target.writestr(name, _bytes(source.read(name), dice) if name == chosen else source.read(name))
    return out.getvalue()


def _bytes(good: bytes, dice: random.Random) -> bytes:
    content = bytearray(good)
    for _ in range(dice.choice((1, 1, 3, 20))):
        at, length = dice.randrange(len(content) + 1), dice.choice((1, 2, 8, 64, 1024))
        piece = content[at : at + length]
        match dice.randrange(5):
            case 0:
                content[at : at + length] = dice.randbytes(len(piece))
            case 1:
                del content[at : at + length]
            case 2:
                content[at:at] = piece * dice.choice((1, 10))
            case 3:
                del content[at:]
            case _:
                content[at : at + length] = bytes(dice.choice((0, 255, 0x7F)) for _ in piece)
        if not content:
            return b""
    return bytes(content)


def mutations(good: bytes, count: int, seed: int) -> Iterator[bytes]:
    """`count` mutated files, the same ones for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - accidents, not secrets
    return (mutated(good, dice) for _ in range(count))
