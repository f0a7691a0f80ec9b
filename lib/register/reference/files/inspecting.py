"""Whom joint inspections visit, and why."""

from lib.register.reference.columns import Table, code, names, text, whole

TABLES: dict[str, Table] = {
    "target_sources": Table(
        "Why an enterprise is visited, the weightiest first.",
        key=("source",),
        columns={
            "source": code("code of the source"),
            **names("source"),
            "weight": whole("what it adds to the priority of an enterprise, once", 0, 1000),
            "meaning_zh": text("when it holds, in Chinese"),
            "meaning_en": text("when it holds, in English"),
        },
        names=("overdue", "not_opened", "zero_report", "last_year", "behind", "revisit", "not_assessable"),
        is_closed=True,
    ),
}
