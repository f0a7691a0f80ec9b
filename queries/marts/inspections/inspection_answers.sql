-- Every answer that stands, in the wording it was given to, with who gave it and what a no still lacks. A no to an item with a dimension
-- proposes a finding, which a person enters: then `finding_id` names it. `line_id`: of which line a number is.
-- key: inspection_plan_id, enterprise_id, checklist, item, line_id
select
    answers.answer_id,
    answers.inspection_plan_id,
    plans.planned_on,
    plans.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    answers.enterprise_id,
    enterprises.enterprise_name,
    answers.checklist,
    said(lists.name_zh, lists.name_en) as checklist_name,
    answers.item,
    answers.line_id,
    lines.line_name,
    answers.edition,
    said(items.text_zh, items.text_en) as question,
    items.answer as answer_kind,
    answers.value as item_value,
    coalesce(words.name, answers.value || coalesce(' ' || said(items.unit_zh, items.unit_en), '')) as item_value_name,
    answers.remark as item_remark,
    coalesce(len(answers.evidence_ids), 0)::integer as picture_count,
    items.severity as item_severity,
    severities.name as item_severity_name,
    answers.value = 'no' and contains(coalesce(items.needs_on_no, ''), 'comment') and answers.remark is null as lacks_remark,
    answers.value = 'no' and contains(coalesce(items.needs_on_no, ''), 'photo') and coalesce(len(answers.evidence_ids), 0) = 0 as lacks_photo,
    case when answers.value = 'no' then items.on_no end as on_no,
    case when answers.value = 'no' then items.dimension end as dimension,
    findings.finding_id,
    items.basis as item_basis,
    finished.finished_at,
    answers.answered_on,
    answers.actor,
    answers.recorded_at,
    items.position
from staging.stg_inspection_answers as answers
inner join intermediate.int_inspection_plans as plans
    on answers.inspection_plan_id = plans.inspection_plan_id
inner join reference.checklists as lists
    on answers.checklist = lists.checklist
left join reference.checklist_items as items
    on answers.checklist = items.checklist and answers.item = items.item and answers.edition = items.edition
left join intermediate.int_finished_checklists as finished
    on
        answers.inspection_plan_id = finished.inspection_plan_id
        and answers.enterprise_id = finished.enterprise_id
        and answers.checklist = finished.checklist
left join staging.stg_enterprises as enterprises
    on answers.enterprise_id = enterprises.enterprise_id
left join staging.stg_lines as lines
    on answers.line_id = lines.line_id
left join reference.areas as areas
    on plans.area_code = areas.area_code
left join marts.labels as words
    on words.kind = 'item_answer' and items.answer in ('yes_no', 'yes_no_na') and answers.value = words.code
left join marts.labels as severities
    on severities.kind = 'item_severity' and items.severity = severities.code
left join (
    select found.document_no, found.enterprise_id, min(found.finding_id) as finding_id
    from staging.stg_findings as found
    group by found.document_no, found.enterprise_id
) as findings
    on
        findings.document_no = answers.inspection_plan_id || ' ' || answers.checklist || ' ' || answers.item
        and answers.enterprise_id = findings.enterprise_id
