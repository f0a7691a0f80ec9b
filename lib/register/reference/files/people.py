"""Who works with the atlas: roles and their rights."""

from typing import Final

from lib.register.reference.columns import Table, code, flag, names, one_of, some_of, text

RIGHTS: Final = (
    "read", "export", "import", "steps", "findings", "inspections", "freeze", "approve", "switch", "void", "instruct",
    "reply", "manage",
)  # fmt: skip
ADDRESSED: Final = ("area", "department", "person")  # whom an instruction is given to
INSTRUCTION_STATES: Final = ("open", "returned", "overdue", "replied", "done", "withdrawn")
INSTRUCTION_STEPS: Final = ("given", "replied", "returned", "done", "withdrawn")
SCOPES: Final = ("city", "dimension", "areas", "targets", "none")

TABLES: dict[str, Table] = {
    "actions": Table(
        "A kind of change, as the administrator's page calls it.",
        key=("action",),
        columns={
            "action": text("what the audit calls it"),
            **names("kind of change"),
            "second": flag("needs a second person"),
        },
    ),
    "roles": Table(
        "A role that an account has: `python -m lib user add NAME --role ROLE`.",
        key=("role",),
        columns={
            "role": code("code of the role"),
            **names("role"),
            "scope": one_of("what of the register it is about", SCOPES),
            "rights": some_of("what it may do, separated by ;", RIGHTS),
        },
        names=("admin",),
    ),
}
