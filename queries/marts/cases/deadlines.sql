-- Every clock of every case as of the date: when it started, when it is due, how urgent it is, and the clause and document of the step
-- that set it (of an exit that nobody ordered by a date of its own: the clause of its rule). `days_left` is negative once overdue and empty
-- once met; `due_basis` is why a due day that is a day off stays or moves, as the plan of the case says.
-- key: case_id, clock
select
    clocks.case_id,
    clocks.clock,
    said(names.name_zh, names.name_en) as clock_name,
    clocks.colour,
    said(colours.name_zh, colours.name_en) as colour_name,
    clocks.due_on,
    case
        when clocks.met_on is null then date_diff('day', coalesce(getvariable('as_of')::date, current_date), clocks.due_on)
    end as days_left,
    clocks.starts_on,
    clocks.document_no,
    clocks.first_due_on,
    clocks.extension_months,
    clocks.met_on,
    cases.area_code,
    cases.area_name,
    cases.departments,
    cases.lead_department,
    cases.enterprise_id,
    cases.enterprise_name,
    cases.line_id,
    cases.line_name,
    cases.sector,
    cases.sector_name,
    cases.stage,
    cases.stage_name,
    cases.variant,
    cases.variant_name,
    cases.rule_id,
    case
        when clocks.clock = 'exit' and clocks.step != 'exit_ordered' then cases.clause
        else coalesce(ladder.clause, shared.clause)
    end as clause,
    day_off.basis as due_basis
from intermediate.int_case_clocks as clocks
inner join marts.cases as cases
    on clocks.case_id = cases.case_id
inner join reference.clocks as names
    on clocks.clock = names.clock
inner join reference.clock_colours as colours
    on clocks.colour = colours.colour
left join intermediate.int_case_plans as plans
    on clocks.case_id = plans.case_id
left join reference.choices as day_off
    on plans.plan_id = day_off.plan_id and day_off.choice = 'due_on_day_off'
left join reference.plan_ladder as ladder
    on plans.plan_id = ladder.plan_id and cases.variant = ladder.variant and clocks.step = ladder.step
left join reference.plan_ladder as shared
    on plans.plan_id = shared.plan_id and shared.variant = '*' and clocks.step = shared.step
