-- stored: the ledger
-- Every running or ended clock of a case: its start, its due date and the day it was met. Months are calendar months: from the last
-- days of a month they end on the last day of a shorter one; the months of the law and of an extension are counted together from the
-- start (31 August + 6 + 3 = 31 May), an extension of another date from that date. The due date itself is still in time; where the plan so chooses, a due date on a day off moves to the next working day (holidays.csv, weekends).
-- key: case_id, clock
with extensions as (

    select steps.case_id, max(steps.months) as months
    from intermediate.int_counted_steps as steps
    where steps.step = 'extension_granted'
    group by steps.case_id

),

dated as (

    select
        starts.case_id,
        starts.clock,
        starts.step,
        starts.starts_on,
        starts.document_no,
        starts.due_on as first_due_on,
        case when starts.clock = 'rectification' then coalesce(extensions.months, 0) else 0 end as extension_months,
        ends.met_on
    from intermediate.int_clock_starts as starts
    anti join (select steps.case_id from intermediate.int_effective_steps as steps where steps.step = 'withdrawn') as withdrawn
        on starts.case_id = withdrawn.case_id
    left join intermediate.int_clock_ends as ends
        on starts.case_id = ends.case_id and starts.clock = ends.clock
    left join extensions
        on starts.case_id = extensions.case_id

),

counted as (

    select
        dated.*,
        case
            when dated.first_due_on = (dated.starts_on + to_months(variants.clock_months))::date
                then (dated.starts_on + to_months(variants.clock_months + dated.extension_months))::date
            else (dated.first_due_on + to_months(dated.extension_months))::date
        end as counted_due_on,
        plans.due_on_day_off,
        clocks.due_soon_days,
        clocks.behind_days
    from dated
    inner join intermediate.int_case_plans as plans
        on dated.case_id = plans.case_id
    inner join facts.exit_case as exit_case
        on dated.case_id = exit_case.case_id
    inner join reference.variants as variants
        on exit_case.variant = variants.variant
    inner join reference.plan_clocks as clocks
        on plans.plan_id = clocks.plan_id and dated.clock = clocks.clock
    where dated.first_due_on is not null

),

workdays as (

    -- The first working day from each due date that is a day off; fifteen days span the longest holiday.
    select due_days.counted_due_on, min(due_days.counted_due_on + days.ahead::integer) as next_workday
    from (select distinct counted.counted_due_on from counted where counted.due_on_day_off = 'next_workday') as due_days
    cross join range(15) as days (ahead)
    left join reference.holidays as holidays
        on due_days.counted_due_on + days.ahead::integer = holidays.day
    where coalesce(holidays.is_workday, isodow(due_days.counted_due_on + days.ahead::integer) < 6)
    group by due_days.counted_due_on

),

due as (

    select
        counted.*,
        coalesce(workdays.next_workday, counted.counted_due_on) as due_on,
        coalesce(getvariable('as_of')::date, current_date) as today
    from counted
    left join workdays
        on counted.due_on_day_off = 'next_workday' and counted.counted_due_on = workdays.counted_due_on

)

select
    due.case_id,
    due.clock,
    due.step,
    due.starts_on,
    due.document_no,
    due.first_due_on,
    due.extension_months,
    due.due_on,
    due.met_on,
    case
        when due.met_on <= due.due_on then 'met'
        when due.met_on is not null then 'met_late'
        when due.today > due.due_on then 'overdue'
        when due.today >= due.due_on - due.behind_days then 'behind'
        when due.today >= due.due_on - due.due_soon_days then 'due_soon'
        else 'running'
    end as colour
from due
