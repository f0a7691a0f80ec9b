-- What followed each supervision by the date: feedback, circular, issues closed by what, a withdrawal.
-- key: step_id
select
    steps.step_id,
    steps.supervision_id,
    supervision.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    supervision.period,
    steps.step,
    labels.name as step_name,
    steps.happened_on,
    steps.item,
    steps.document_no,
    steps.due_on,
    steps.note,
    steps.actor,
    steps.recorded_at
from staging.stg_supervision_steps as steps
inner join facts.supervision as supervision
    on steps.supervision_id = supervision.supervision_id
left join reference.areas as areas
    on supervision.area_code = areas.area_code
left join marts.labels as labels
    on labels.kind = 'supervision_step' and steps.step = labels.code
order by steps.supervision_id, steps.number
