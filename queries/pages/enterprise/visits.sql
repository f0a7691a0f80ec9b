-- The visits of joint inspections to an enterprise, planned and made, the newest first, with what was answered no.
-- reads intermediate: the mart of visits says why each enterprise is visited, for all of them: a second at 10⁶ lines.
-- key: inspection_plan_id
with answered as (

    select
        answers.inspection_plan_id,
        count(*) as answered_count,
        count(*) filter (where answers.item_value = 'no') as no_count
    from marts.inspection_answers as answers
    where answers.enterprise_id = $enterprise
    group by answers.inspection_plan_id

)

select
    plans.inspection_plan_id,
    plans.inspection_state_name,
    plans.planned_on,
    plans.body_name,
    plans.matter_name,
    stops.outcome,
    outcomes.name as outcome_name,
    stops.outcome_on,
    stops.note,
    coalesce(answered.answered_count, 0) as answered_count,
    coalesce(answered.no_count, 0) as no_count
from intermediate.int_inspection_stops as stops
inner join marts.inspection_plans as plans
    on stops.inspection_plan_id = plans.inspection_plan_id
left join marts.labels as outcomes
    on outcomes.kind = 'visit_outcome' and stops.outcome = outcomes.code
left join answered
    on stops.inspection_plan_id = answered.inspection_plan_id
where stops.enterprise_id = $enterprise
order by plans.planned_on desc, plans.inspection_plan_id desc
