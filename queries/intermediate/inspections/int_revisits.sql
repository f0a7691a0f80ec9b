-- stored: whom to visit
-- Exits that are sealed and not dismantled, with the day on which they are to be looked at again: the days of the plan's choice after the
-- last look, the first time after the sealing; at any time where the plan chose none.
-- key: case_id
with seen as (

    select looks.case_id, max(looks.seen_on) as last_seen_on
    from (
        select cases.case_id, results.answered_on as seen_on
        from intermediate.int_visit_results as results
        inner join intermediate.int_case_states as cases
            on results.enterprise_id = cases.enterprise_id
        where results.checklist = 'revisit'
        union all
        select steps.case_id, steps.happened_on
        from intermediate.int_effective_steps as steps
        where steps.step = 'revisited'
    ) as looks
    group by looks.case_id

)

select
    cases.case_id,
    cases.enterprise_id,
    cases.sealed_on,
    seen.last_seen_on,
    greatest(cases.sealed_on, coalesce(seen.last_seen_on, cases.sealed_on)) + coalesce(days.value::integer, 0) as due_on
from intermediate.int_case_states as cases
inner join intermediate.int_case_plans as plans
    on cases.case_id = plans.case_id
left join reference.choices as days
    on plans.plan_id = days.plan_id and days.choice = 'revisit_days'
left join seen
    on cases.case_id = seen.case_id
where cases.sealed_on is not null and cases.dismantled_on is null and cases.stage in ('sealed', 'accepted')
