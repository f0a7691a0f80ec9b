-- The plan under which each case was opened, with what it decides: what counts as an exit, and whether a due day that is a day off moves.
-- Clocks, ladder and choices of a case are those of its plan, whatever a later one says.
-- key: case_id
select
    exit_case.case_id,
    years.plan_id,
    counts.value as exit_counts,
    days_off.value as due_on_day_off
from facts.exit_case as exit_case
inner join staging.stg_plan_years as years
    on exit_case.opened_on between years.from_day and years.until_day
inner join reference.choices as counts
    on years.plan_id = counts.plan_id and counts.choice = 'exit_counts'
inner join reference.choices as days_off
    on years.plan_id = days_off.plan_id and days_off.choice = 'due_on_day_off'
