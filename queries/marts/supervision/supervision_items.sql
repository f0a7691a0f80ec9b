-- Every item that is asked of an area in a period: what the register knows of it and by what, what was answered, whether it is in order, and
-- what became of an item that was not.
-- key: period, area_code, item
select
    items.period,
    said(periods.name_zh, periods.name_en) as period_name,
    items.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    items.supervision_id,
    items.item,
    items.edition,
    said(asked.section_zh, asked.section_en) as section_name,
    items.part,
    parts.name as part_name,
    said(asked.text_zh, asked.text_en) as question,
    items.answer as answer_kind,
    said(asked.unit_zh, asked.unit_en) as unit_name,
    said(asked.choices_zh, asked.choices_en) as choices,
    asked.choices_zh,
    items.severity as item_severity,
    severities.name as item_severity_name,
    items.known_value,
    coalesce(
        replace(replace(said(rules.told_zh, rules.told_en), '{count}', items.told_count::varchar), '{of}', items.told_of::varchar),
        said('文件：', 'Document: ') || items.document_nos
    ) as known_words,
    rules.opens,
    rules.opens_with,
    items.answer_id,
    items.value as item_value,
    coalesce(words.name, items.value || coalesce(' ' || said(asked.unit_zh, asked.unit_en), '')) as item_value_name,
    items.remark as item_remark,
    coalesce(
        items.answer_id is not null and items.value = 'no' and items.remark is null and contains(asked.needs_on_no, 'comment'), false
    ) as lacks_remark,
    items.origin as answer_origin,
    origins.name as answer_origin_name,
    items.outcome as item_outcome,
    outcomes.name as item_outcome_name,
    items.is_judged,
    items.issue_state,
    issues.name as issue_state_name,
    case when items.outcome = 'failed' then asked.on_no end as on_no,
    items.due_on,
    items.issue_closed_on,
    items.cure_no,
    items.cure_note,
    coalesce(asked.basis, said('依据待确认', 'basis to be confirmed')) as item_basis,
    items.answered_by,
    items.answered_on,
    items.position
from intermediate.int_supervision_items as items
inner join reference.checklist_items as asked
    on asked.checklist = 'area_supervision' and items.item = asked.item and items.edition = asked.edition
inner join reference.periods as periods
    on items.period = periods.period
inner join reference.areas as areas
    on items.area_code = areas.area_code
left join reference.supervision_items as rules
    on items.item = rules.item
left join marts.labels as parts
    on parts.kind = 'supervision_part' and items.part = parts.code
left join marts.labels as severities
    on severities.kind = 'item_severity' and items.severity = severities.code
left join marts.labels as words
    on words.kind = 'item_answer' and items.answer in ('yes_no', 'yes_no_na') and items.value = words.code
left join marts.labels as origins
    on origins.kind = 'answer_origin' and items.origin = origins.code
left join marts.labels as outcomes
    on outcomes.kind = 'item_outcome' and items.outcome = outcomes.code
left join marts.labels as issues
    on issues.kind = 'issue_state' and items.issue_state = issues.code
order by items.period_position, items.area_position, items.position
