-- Every area in every period in which areas report and that has begun by the date, with the supervision that stands, if there is one, and
-- how far it is; one that was withdrawn never was. `is_first`, `is_last`: the period is the first, the last one of its plan.
-- key: period, area_code
with periods as (

    select
        periods.*,
        periods.position = min(periods.position) over (partition by periods.plan_id) as is_first,
        periods.position = max(periods.position) over (partition by periods.plan_id) as is_last
    from reference.periods as periods
    where periods.reporter = 'areas'

),

steps as (

    select
        steps.supervision_id,
        max(steps.happened_on) filter (where steps.step = 'fed_back') as fed_back_on,
        max(steps.document_no) filter (where steps.step = 'fed_back') as feedback_no,
        any_value(steps.issues) filter (where steps.step = 'fed_back') as issues,
        max(steps.due_on) filter (where steps.step = 'fed_back') as due_on,
        max(steps.happened_on) filter (where steps.step = 'circulated') as circulated_on,
        max(steps.document_no) filter (where steps.step = 'circulated') as circular_no
    from staging.stg_supervision_steps as steps
    group by steps.supervision_id

),

standing as (

    select supervision.*, steps.* exclude (supervision_id)
    from facts.supervision as supervision
    left join steps
        on supervision.supervision_id = steps.supervision_id
    anti join (select gone.supervision_id from facts.supervision_step as gone where gone.step = 'withdrawn') as withdrawn
        on supervision.supervision_id = withdrawn.supervision_id
    where supervision.opened_on <= coalesce(getvariable('as_of')::date, current_date)

)

select
    periods.period,
    periods.plan_id,
    areas.area_code,
    periods.exits_from,
    periods.due_on as period_due_on,
    periods.is_first,
    periods.is_last,
    periods.position as period_position,
    areas.position as area_position,
    standing.supervision_id,
    standing.opened_on,
    standing.body,
    standing.supervisors,
    standing.fed_back_on,
    standing.feedback_no,
    standing.due_on,
    standing.issues,
    standing.circulated_on,
    standing.circular_no,
    standing.actor
from periods
cross join reference.areas as areas
left join standing
    on periods.period = standing.period and areas.area_code = standing.area_code
where periods.opens_on <= coalesce(getvariable('as_of')::date, current_date) and in_sight(areas.area_code)
