-- stored: the ledger
-- Every running or ended clock of a case: its start, its due date and the day it was met. Months are calendar months: from the last
-- days of a month they end on the last day of a shorter one. The due date itself is still in time.
-- key: case_id, clock
with starts as (

    select
        steps.case_id,
        clocks.clock,
        max(steps.happened_on) as starts_on,
        max(steps.due_on) as decided_due_on
    from intermediate.int_effective_steps as steps
    inner join reference.clocks as clocks
        on steps.step = clocks.starts_with
    group by steps.case_id, clocks.clock

),

ends as (

    select steps.case_id, clocks.clock, min(steps.happened_on) as met_on
    from intermediate.int_effective_steps as steps
    inner join reference.clocks as clocks
        on list_contains(string_split(clocks.ends_with, ';'), steps.step)
    group by steps.case_id, clocks.clock

),

extensions as (

    select steps.case_id, max(steps.months) as months
    from intermediate.int_effective_steps as steps
    where steps.step = 'extension_granted'
    group by steps.case_id

),

dated as (

    select
        starts.case_id,
        starts.clock,
        starts.starts_on,
        case starts.clock
            when 'rectification'
                then coalesce(starts.decided_due_on, (starts.starts_on + to_months(variants.clock_months))::date)
            when 'exit' then rules.deadline
            else starts.decided_due_on
        end as first_due_on,
        case when starts.clock = 'rectification' then coalesce(extensions.months, 0) else 0 end as extension_months,
        ends.met_on
    from starts
    inner join facts.exit_case as exit_case
        on starts.case_id = exit_case.case_id
    inner join reference.variants as variants
        on exit_case.variant = variants.variant
    left join reference.rules as rules
        on exit_case.rule_id = rules.rule_id
    left join ends
        on starts.case_id = ends.case_id and starts.clock = ends.clock
    left join extensions
        on starts.case_id = extensions.case_id

)

select
    dated.case_id,
    dated.clock,
    dated.starts_on,
    dated.first_due_on,
    dated.extension_months,
    (dated.first_due_on + to_months(dated.extension_months))::date as due_on,
    dated.met_on,
    case
        when dated.met_on <= (dated.first_due_on + to_months(dated.extension_months))::date then 'met'
        when dated.met_on is not null then 'met_late'
        when coalesce(getvariable('as_of')::date, current_date) > (dated.first_due_on + to_months(dated.extension_months))::date then 'overdue'
        when
            coalesce(getvariable('as_of')::date, current_date)
            >= (dated.first_due_on + to_months(dated.extension_months))::date - clocks.behind_days
            then 'behind'
        when
            coalesce(getvariable('as_of')::date, current_date)
            >= (dated.first_due_on + to_months(dated.extension_months))::date - clocks.due_soon_days
            then 'due_soon'
        else 'running'
    end as colour
from dated
inner join reference.clocks as clocks
    on dated.clock = clocks.clock
where dated.first_due_on is not null
