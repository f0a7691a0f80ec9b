-- A supervision as it stands with what is recorded of it, whatever the date: the days of its steps, its last answer's, the items cured.
-- key: supervision_id
select
    supervision.supervision_id,
    supervision.area_code,
    supervision.period,
    supervision.opened_on,
    max(steps.happened_on) filter (where steps.step = 'fed_back') as fed_back_on,
    max(steps.happened_on) filter (where steps.step = 'circulated') as circulated_on,
    max(steps.happened_on) filter (where steps.step = 'withdrawn') as withdrawn_on,
    coalesce(max(steps.number), 0) as last_step,
    coalesce(any_value(steps.issues) filter (where steps.step = 'fed_back'), []) as issues,
    coalesce(list(steps.item) filter (where steps.step = 'cured'), []) as cured,
    (select max(answers.answered_on) from facts.supervision_answer as answers where answers.supervision_id = supervision.supervision_id)
        as last_answered_on
from facts.supervision as supervision
left join facts.supervision_step as steps
    on supervision.supervision_id = steps.supervision_id
where supervision.supervision_id = $supervision or (supervision.area_code = $area and supervision.period = $period)
group by supervision.supervision_id, supervision.area_code, supervision.period, supervision.opened_on
