"""What every file of `data/reference` must look like; a file is part of the product only when it stands here."""

from lib.register.reference import Table

TABLES: dict[str, Table] = {
    "dimensions": Table(key=("dimension",), required=("name_zh", "name_en")),
    "sectors": Table(key=("sector",), flags=("is_focus", "is_zero_report"), required=("name_zh", "name_en")),
    "processes": Table(key=("process",), required=("name_zh", "name_en", "sector"), refers=(("sector", "sectors"),)),
    "states": Table(
        key=("state",), flags=("is_running", "is_judged", "counts_in_total"), required=("name_zh", "name_en")
    ),
    "verdicts": Table(key=("verdict",), integers=("severity",), required=("name_zh", "name_en")),
    "units": Table(key=("unit",), decimals=("factor",), required=("base_unit",), refers=(("base_unit", "units"),)),
    "attributes": Table(
        key=("attribute",),
        required=("name_zh", "name_en", "kind", "scope"),
        refers=(("dimension", "dimensions"), ("unit", "units")),
    ),
    "areas": Table(
        key=("area_code",),
        decimals=("centre_lon", "centre_lat"),
        required=("name_zh", "name_en", "kind"),
        refers=(("host_area", "areas"),),
    ),
    "area_aliases": Table(key=("alias",), required=("area_code",), refers=(("area_code", "areas"),)),
    "area_exclusions": Table(
        key=("area_code",), required=("name_zh", "name_en", "wkt", "source"), refers=(("host_area", "areas"),)
    ),
    "towns": Table(key=("town_code",), required=("town_name", "county_code"), refers=(("county_code", "areas"),)),
    "zone_towns": Table(
        key=("area_code", "town_name", "spell"),
        integers=("spell",),
        dates=("valid_from", "valid_to"),
        flags=("is_settled",),
        required=("is_settled",),
        refers=(("area_code", "areas"), ("town_code", "towns")),
    ),
    "moved_towns": Table(
        key=("town_code", "from_county"),
        dates=("moved_on",),
        required=("to_county",),
        refers=(("town_code", "towns"), ("from_county", "areas"), ("to_county", "areas")),
    ),
    "provinces": Table(key=("prefix",), required=("name_zh", "short_zh")),
    "plans": Table(
        key=("plan_id",), dates=("issued_on", "effective_from", "effective_to"), required=("name_zh", "name_en")
    ),
    "rules": Table(
        key=("rule_id",),
        dates=("effective_from", "effective_to", "deadline", "checked_on"),
        integers=("clock_months", "extension_months"),
        required=(
            "title_zh",
            "title_en",
            "scope",
            "trigger",
            "effect",
            "verdict_when_met",
            "document",
            "clause_text",
            "status",
            "provenance_zh",
            "provenance_en",
        ),
        refers=(
            ("plan_id", "plans"),
            ("dimension", "dimensions"),
            ("sectors", "sectors"),
            ("verdict_when_met", "verdicts"),
        ),
    ),
    "departments": Table(key=("department",), required=("name_en",)),
    "conditions": Table(
        key=("rule_id", "role", "attribute", "operator", "bound"),
        flags=("is_settled",),
        required=("is_settled",),
        refers=(("rule_id", "rules"), ("attribute", "attributes"), ("unit", "units")),
    ),
    "terms": Table(key=("kind", "code"), required=("name_zh", "name_en")),
    "problems": Table(key=("problem",), required=("title_zh", "title_en")),
    "columns": Table(key=("column",), required=("label_zh", "label_en")),
    "reasons": Table(key=("reason",), required=("severity", "sentence_zh", "sentence_en")),
    "headers": Table(key=("synonym",), required=("field",)),
    "words": Table(key=("kind", "word"), required=("code",)),
    "industry_codes": Table(
        key=("edition", "industry_code"), required=("name_zh", "source"), refers=(("sector", "sectors"),)
    ),
    "template": Table(key=("field",), flags=("required",), required=("heading_zh", "heading_en", "note_zh", "note_en")),
    "stages": Table(key=("stage",), flags=("is_open", "is_shut", "is_exit"), required=("name_zh", "name_en")),
    "variants": Table(
        key=("variant",),
        integers=("clock_months", "extension_months"),
        required=("name_zh", "name_en"),
        refers=(("dimension", "dimensions"),),
    ),
    "steps": Table(
        key=("step",),
        integers=("rank",),
        required=("name_zh", "name_en", "rank", "clause"),
        refers=(("stage", "stages"),),
    ),
    "ladder": Table(
        key=("variant", "step"),
        integers=("max_times", "wait_days"),
        flags=("needs_document", "is_within_deadline"),
        required=("needs_document", "is_within_deadline", "clause"),
        refers=(
            ("step", "steps"),
            ("requires_all", "steps"),
            ("forbidden_after", "steps"),
            ("variant", "variants"),
            ("needs_evidence", "evidence_kinds"),
        ),
    ),
    "clocks": Table(
        key=("clock",),
        integers=("due_soon_days", "behind_days"),
        flags=("is_exit",),
        required=("starts_with", "ends_with", "due_soon_days", "behind_days", "rolls", "is_exit"),
        refers=(("starts_with", "steps"), ("ends_with", "steps")),
    ),
    "clock_colours": Table(
        key=("colour",), flags=("is_running",), required=("name_zh", "name_en", "hex", "is_running")
    ),
    "holidays": Table(
        key=("day",), dates=("day",), flags=("is_workday",), required=("is_workday", "name_zh", "source")
    ),
    "evidence_kinds": Table(key=("kind",), required=("name_zh", "name_en", "media")),
    "restrictions": Table(key=("restriction",), required=("name_zh", "name_en", "clause")),
    "refusals": Table(key=("refusal",), required=("sentence_zh", "sentence_en")),
    "grounds": Table(key=("ground",), required=("name_zh", "name_en", "source")),
    "office": Table(key=("setting",), required=("remark",)),
    "periods": Table(
        key=("period",),
        dates=("opens_on", "due_on", "as_of", "exits_from"),
        required=(
            "name_zh",
            "name_en",
            "span_zh",
            "opens_on",
            "due_on",
            "as_of",
            "exits_from",
            "reporter",
            "papers",
            "clause",
        ),
        refers=(("plan_id", "plans"),),
    ),
    "report_sectors": Table(
        key=("report_sector",), required=("matrix", "sector", "clause"), refers=(("sector", "sectors"),)
    ),
    "report_states": Table(key=("report_state",), required=("name_zh", "name_en", "colour")),
    "work_stages": Table(
        key=("work_stage",),
        dates=("begins_on", "ends_on"),
        required=("name_zh", "name_en", "begins_on", "ends_on", "what_zh", "what_en", "clause"),
        refers=(("plan_id", "plans"),),
    ),
    "duties": Table(
        key=("duty",),
        dates=("due_on",),
        required=("task_zh", "task_en", "due_zh", "due_en", "clause"),
        refers=(("plan_id", "plans"), ("dimension", "dimensions")),
    ),
}
