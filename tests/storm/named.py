"""A register in which every text that somebody wrote is a hostile name: of enterprises, lines, cases and papers."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from lib.settings import Settings
from lib.up_to_date import open_atlas

DAY: Final = date(2023, 1, 15)  # the demo register has cases at every stage


@dataclass(frozen=True)
class Named:
    """The storm's folder (`register.duckdb`, `served.duckdb`, `evidence`) and the names in its register."""

    folder: Path
    names: list[str]


TEXTS: Final[dict[str, tuple[str, ...]]] = {  # table of facts → columns that hold what somebody wrote
    "enterprise": (
        "enterprise_name", "address", "contact_name", "contact_phone", "area_declared_text", "coordinates_text",
        "row_ref",
    ),
    "line": ("line_name", "model", "remark", "capacity_original", "row_ref"),
    "measurement": ("original", "row_ref"),
    "exit_case": ("note", "actor"),
    "case_step": ("document_no", "note", "destination", "actor"),
    "evidence": ("file_name", "actor"),
    "step_batch": ("file_name", "evidence_name", "actor"),
    "finding": ("what", "department", "document_no", "actor"),
    "import_batch": ("file_name", "actor", "void_reason"),
    "import_warning": ("sheet", "column_name", "value"),
    "rejected_row": ("sheet", "column_name", "value"),
    "report": ("signer", "document_no", "note", "actor"),
    "objection": ("objector", "content", "actor"),
}  # fmt: skip
NAME: Final = "$names[1 + ((rowid + {shift}) % len($names))]"
FILLED: Final = "json_object('value', {name}, 'column', {name}, 'found', {name}, 'unit', {name}, 'sheet', {name})"


def fill(file: Path, evidence: Path, names: list[str]) -> None:
    """Put the names everywhere in a demo register: each on an enterprise, while they are fewer than those."""
    register = open_atlas(Settings(register_url=str(file), evidence_dir=evidence))
    with register.write("storm", "fill", "hostile names") as cursor:
        for table, columns in TEXTS.items():
            for shift, column in enumerate(columns):
                name = NAME.format(shift=shift)
                cursor.execute(
                    f"update facts.{table} set {column} = {name} where {column} is not null", {"names": names}
                )
        name = NAME.format(shift=0)
        cursor.execute(f"update facts.enterprise set former_names = [{name}]", {"names": names})
        for table in ("rejected_row", "import_warning"):
            cursor.execute(f"update facts.{table} set params_json = {FILLED.format(name=name)}", {"names": names})
        cursor.execute(f"update facts.rejected_row set row_json = json_object({name}, {name})", {"names": names})
    register.close()
