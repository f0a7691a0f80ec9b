"""Whose the rows of each mart are: a new mart that stands not here fails a test."""

OWN_ROWS = "own rows"  # has the area on every row, and who sees an area sees just those
SAME_FOR_ALL = "of no area"  # law, words and shapes, and what municipal departments did
NOTHING = "false"  # the city's
TOTALS = "totals"  # sums over what is seen

OF_CASE = "case_id in (select own.case_id from marts.cases as own where own.area_code = $1)"
OF_ENTERPRISE = "enterprise_id in (select own.enterprise_id from marts.enterprises as own where own.area_code = $1)"
OF_SUBJECT = (
    "subject_id in (select unnest([own.enterprise_id, own.line_id]) from marts.lines as own where own.area_code = $1"
    " union select own.enterprise_id from marts.enterprises as own where own.area_code = $1)"
)
NAMED = (  # a refused row became no enterprise: it is told where its cells name one
    "exists (select 1 from facts.rejected_row as row, marts.enterprises as own where own.area_code = $1"
    " and row.batch_id = refused_rows.batch_id and row.sheet = refused_rows.sheet"
    " and row.row_number = refused_rows.row_number and contains(row.row_json, own.enterprise_name))"
)
TOLD = f"""batch_id in (
    select told.batch_id from facts.enterprise as told where {OF_ENTERPRISE}
    union select told.batch_id from facts.line as told where {OF_ENTERPRISE}
    union select told.batch_id from facts.measurement as told where {OF_SUBJECT})"""


MARTS = {
    "account": OWN_ROWS,
    "area_documents": OWN_ROWS,
    "area_shapes": SAME_FOR_ALL,
    "batches": TOLD,
    "bridge": TOTALS,
    "capacity": OWN_ROWS,
    "case_steps": OF_CASE,
    "cases": OWN_ROWS,
    "checklist_items": SAME_FOR_ALL,
    "corrections": TOLD,
    "corrective_actions": OWN_ROWS,
    "credit_list": OWN_ROWS,
    "credit_measures": OWN_ROWS,
    "data_quality": OWN_ROWS,
    "deadlines": OWN_ROWS,
    "department_reports": NOTHING,
    "duties": SAME_FOR_ALL,
    "enterprises": OWN_ROWS,
    "evidence": OF_CASE,
    "exit_lines": OWN_ROWS,
    "exit_progress": OWN_ROWS,
    "exits": OWN_ROWS,
    "findings": OWN_ROWS,
    "found_plants": OWN_ROWS,
    "frozen_reports": NOTHING,
    "goals": OWN_ROWS,
    "inspection_assignments": OWN_ROWS,
    "inspection_answers": OWN_ROWS,
    "inspection_draws": OWN_ROWS,
    "inspection_marks": OWN_ROWS,
    "inspection_pictures": OWN_ROWS,
    "inspection_plans": OWN_ROWS,
    "inspection_proposals": OWN_ROWS,
    "inspection_stops": OWN_ROWS,
    "instruction_steps": OWN_ROWS,
    "instructions": OWN_ROWS,
    "labels": SAME_FOR_ALL,
    "lines": OWN_ROWS,
    "measurements": OF_SUBJECT,
    "outdated_by_area": OWN_ROWS,
    "outdated_by_sector": TOTALS,
    "refused_rows": NAMED,
    "report_matrix": OWN_ROWS,
    "revisits": OWN_ROWS,
    "rule_catches": TOTALS,
    "rule_conditions": SAME_FOR_ALL,
    "screening_matrix": OWN_ROWS,
    "step_batches": f"batch_id in (select steps.batch_id from facts.case_step as steps where steps.{OF_CASE})",
    "supervision": OWN_ROWS,
    "supervision_items": OWN_ROWS,
    "supervision_steps": OWN_ROWS,
    "target_reasons": OWN_ROWS,
    "targets": OWN_ROWS,
    "todo": OWN_ROWS,
    "told_apart": f"{OF_ENTERPRISE} and other_{OF_ENTERPRISE.removeprefix('enterprise_')}",
    "verdicts": OWN_ROWS,
    "versions": OF_ENTERPRISE,
}
