-- Every plan of inspections drafted by the date, how far it is, and its approval.
-- key: inspection_plan_id
with steps as (

    select
        steps.inspection_plan_id,
        max(steps.happened_on) filter (where steps.step = 'approved') as approved_on,
        arg_max(steps.document_no, steps.number) filter (where steps.step = 'approved') as approval_no,
        arg_max(steps.actor, steps.number) filter (where steps.step = 'approved') as approved_by,
        max(steps.happened_on) filter (where steps.step = 'withdrawn') as withdrawn_on
    from staging.stg_inspection_steps as steps
    group by steps.inspection_plan_id

),

counted as (

    select
        stops.inspection_plan_id,
        count(*)::integer as stop_count,
        (count(*) filter (where stops.outcome = 'visited'))::integer as visited_count,
        (count(*) filter (where stops.outcome = 'skipped'))::integer as skipped_count
    from intermediate.int_inspection_stops as stops
    group by stops.inspection_plan_id

),

joined as (

    select steps.inspection_plan_id, list(distinct others.body order by others.body) as joined_bodies
    from staging.stg_inspection_steps as steps
    inner join facts.inspection_plan as others
        on steps.document_no = others.inspection_plan_id
    where steps.step = 'joined'
    group by steps.inspection_plan_id

)

select
    plans.* replace (
        list_distinct(list_concat(plans.departments, list_filter(joined.joined_bodies, lambda one: one != plans.body))) as departments
    ),
    coalesce(counted.stop_count, 0) as stop_count,
    coalesce(counted.visited_count, 0) as visited_count,
    coalesce(counted.skipped_count, 0) as skipped_count,
    steps.approved_on,
    steps.approval_no,
    steps.approved_by,
    steps.withdrawn_on,
    case
        when steps.withdrawn_on is not null then 'withdrawn'
        when counted.stop_count = counted.visited_count + counted.skipped_count then 'done'
        when counted.visited_count + counted.skipped_count > 0 then 'under_way'
        when steps.approved_on is not null then 'approved'
        else 'draft'
    end as inspection_state
from facts.inspection_plan as plans
left join steps
    on plans.inspection_plan_id = steps.inspection_plan_id
left join counted
    on plans.inspection_plan_id = counted.inspection_plan_id
left join joined
    on plans.inspection_plan_id = joined.inspection_plan_id
where plans.drafted_on <= coalesce(getvariable('as_of')::date, current_date)
