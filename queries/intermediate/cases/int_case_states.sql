-- stored: the ledger
-- State of every case opened by the date: the furthest step that stands, the day of each fact of the exit, and whether and since when the
-- exit counts (int_exit_days). Nothing here is typed in.
-- key: case_id
with facts_of_case as (

    select
        steps.case_id,
        arg_max(steps.step, steps.rank) as state,
        arg_max(steps.stage, steps.rank) as furthest_stage,
        arg_max(steps.step, (steps.happened_on, steps.position)) as last_step,
        max(steps.happened_on) as last_step_on,
        max(steps.happened_on) filter (where steps.step = 'verified') as verified_on,
        max(steps.happened_on) filter (where steps.step in ('rectification_ordered', 'production_limited', 'production_halted'))
            as rectification_ordered_on,
        max(steps.happened_on) filter (where steps.step = 'rectification_passed') as rectification_passed_on,
        max(steps.happened_on) filter (where steps.step = 'scheme_filed') as scheme_filed_on,
        max(steps.happened_on) filter (where steps.step = 'capacity_transferred') as capacity_transferred_on,
        max(steps.happened_on) filter (where steps.step = 'closure_requested') as closure_requested_on,
        max(steps.happened_on) filter (where steps.step = 'closure_approved') as closure_approved_on,
        max(steps.happened_on) filter (where steps.step = 'shut_down') as shut_down_on,
        max(steps.happened_on) filter (where steps.step = 'utilities_cut') as utilities_cut_on,
        max(steps.happened_on) filter (where steps.step = 'power_unit_removed') as power_unit_removed_on,
        max(steps.happened_on) filter (where steps.step = 'sealed') as sealed_on,
        max(steps.due_on) filter (where steps.step = 'sealed') as dismantling_due_on,
        max(steps.happened_on) filter (where steps.step = 'commitment_published') as commitment_published_on,
        max(steps.happened_on) filter (where steps.step = 'notice_published') as notice_published_on,
        max(steps.happened_on) filter (where steps.step = 'sealing_completes') as sealing_completes_on,
        max(steps.ground) filter (where steps.step = 'sealing_completes') as ground,
        max(steps.happened_on) filter (where steps.step = 'dismantled') as dismantled_on,
        max(steps.destination) filter (where steps.step = 'dismantled') as destination,
        max(steps.happened_on) filter (where steps.step = 'county_accepted') as county_accepted_on,
        max(steps.happened_on) filter (where steps.step = 'city_accepted') as city_accepted_on,
        max(steps.happened_on) filter (where steps.step = 'publicised') as publicised_on,
        max(steps.happened_on) filter (where steps.step = 'reported') as reported_on,
        max(steps.happened_on) filter (where steps.step = 'relapsed') as relapsed_on,
        max(steps.happened_on) filter (where steps.step = 'withdrawn') as withdrawn_on
    from intermediate.int_effective_steps as steps
    group by steps.case_id

)

select
    exit_case.case_id,
    exit_case.subject_kind,
    exit_case.line_id,
    exit_case.enterprise_id,
    exit_case.line_ids,
    exit_case.variant,
    exit_case.rule_id,
    exit_case.finding_id,
    exit_case.opened_on,
    exit_case.note,
    facts_of_case.* exclude (case_id, furthest_stage),
    case
        when facts_of_case.state = 'county_accepted' and facts_of_case.dismantled_on is null then 'sealed'
        else facts_of_case.furthest_stage
    end as stage,
    case
        when facts_of_case.dismantled_on is not null then 'dismantled'
        when facts_of_case.sealed_on is not null then 'sealed'
    end as exit_form,
    exits.exit_day is not null as is_exit_counted,
    exits.exit_day
from facts.exit_case as exit_case
inner join facts_of_case
    on exit_case.case_id = facts_of_case.case_id
left join intermediate.int_exit_days as exits
    on exit_case.case_id = exits.case_id
where exit_case.opened_on <= coalesce(getvariable('as_of')::date, current_date)
