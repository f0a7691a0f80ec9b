-- The enterprises of every plan in the order of the visits, and what became of each visit by the date.
-- key: inspection_plan_id, enterprise_id
with orders as (

    select steps.inspection_plan_id, arg_max(steps.enterprise_ids, steps.number) as enterprise_ids
    from staging.stg_inspection_steps as steps
    where steps.step = 'ordered'
    group by steps.inspection_plan_id

),

stops as (

    select
        orders.inspection_plan_id,
        unnest(orders.enterprise_ids) as enterprise_id,
        generate_subscripts(orders.enterprise_ids, 1) as stop_number
    from orders

),

outcomes as (

    select
        steps.inspection_plan_id,
        steps.enterprise_id,
        arg_max(steps.step, steps.number) as outcome,
        arg_max(steps.happened_on, steps.number) as outcome_on,
        arg_max(steps.note, steps.number) as note
    from staging.stg_inspection_steps as steps
    where steps.step in ('visited', 'skipped')
    group by steps.inspection_plan_id, steps.enterprise_id

)

select
    stops.inspection_plan_id,
    stops.enterprise_id,
    stops.stop_number::integer as stop_number,
    coalesce(outcomes.outcome, 'planned') as outcome,
    outcomes.outcome_on,
    outcomes.note
from stops
left join outcomes
    on stops.inspection_plan_id = outcomes.inspection_plan_id and stops.enterprise_id = outcomes.enterprise_id
