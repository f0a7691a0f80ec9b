-- What is to be done on the date, one row for each thing with one action: instructions that stand, clocks overdue or due within 30 days,
-- verdicts without a case (a row for an area and rule, `todo_count` of them), areas that have not stated everything in the newest period
-- that has begun, its statements that do not fit the register as it stood on the due date (the variable `doubted` names them), lines that left
-- and are said to run, objections without an answer, corrective actions that are owed, plans of inspections and requests that wait for somebody,
-- plants found on site. `todo_id` with `enterprise_id`, `rule_id` and `period` say where it is done.
-- key: todo, todo_id
with owed as (

    select
        'instruction' as todo,
        given.instruction_id as todo_id,
        given.area_code,
        given.addressee_name as todo_subject,
        concat_ws(' · ', given.instructed_about, left(given.instructed, 200), given.instruction_state_name) as todo_what,
        given.due_on,
        case given.addressed when 'department' then given.addressee_name end as lead_department,
        case given.addressed when 'department' then given.addressee end as departments
    from marts.instructions as given
    where given.instruction_state in ('open', 'returned', 'overdue', 'replied')

    union all by name

    select
        case when clocks.days_left < 0 then 'overdue' else 'due' end as todo,
        clocks.case_id || ' ' || clocks.clock as todo_id,
        clocks.area_code,
        clocks.enterprise_id,
        concat_ws(' · ', clocks.enterprise_name, clocks.line_name) as todo_subject,
        concat_ws(' · ', clocks.clock_name, clocks.stage_name) as todo_what,
        clocks.due_on,
        clocks.lead_department,
        clocks.departments,
        variants.dimension,
        clocks.rule_id
    from marts.deadlines as clocks
    inner join reference.variants as variants
        on clocks.variant = variants.variant
    where clocks.days_left <= 30

    union all by name

    select
        'not_opened' as todo,
        coalesce(asking.area_code, 'unplaced') || ' ' || asking.rule_id as todo_id,
        asking.area_code,
        any_value(said(rules.title_zh, rules.title_en)) as todo_subject,
        any_value(rules.clause) as todo_what,
        count(*)::integer as todo_count,
        any_value(coalesce(named.department_names, rules.lead_department)) as lead_department,
        any_value(rules.lead_department) as departments,
        any_value(rules.dimension) as dimension,
        asking.rule_id
    from intermediate.int_openable as asking
    inner join reference.rules as rules
        on asking.rule_id = rules.rule_id
    left join intermediate.int_department_names as named
        on rules.lead_department = named.departments
    where not asking.is_settled and asking.verdict = 'outdated'
    group by asking.area_code, asking.rule_id

    union all by name

    select
        'silent' as todo,
        cells.period || ' ' || cells.area_code as todo_id,
        cells.area_code,
        any_value(said(periods.name_zh, periods.name_en)) as todo_subject,
        case
            when bool_and(cells.report_id is null) then said('全部行业', 'every sector')
            else
                string_agg(distinct said(sectors.name_zh, sectors.name_en), said('、', ', ') order by said(sectors.name_zh, sectors.name_en))
                    filter (where cells.report_id is null)
        end as todo_what,
        any_value(cells.due_on) as due_on,
        cells.period
    from intermediate.int_report_cells as cells
    inner join reference.periods as periods
        on cells.period = periods.period
    inner join reference.sectors as sectors
        on cells.sector = sectors.sector
    where
        cells.period = (
            select arg_max(newest.period, newest.opens_on)
            from reference.periods as newest
            where newest.reporter = 'areas' and newest.opens_on <= coalesce(getvariable('as_of')::date, current_date)
        )
    group by cells.period, cells.area_code
    having count(*) filter (where cells.report_id is null) > 0

    union all by name

    select
        'contradicted' as todo,
        concat_ws(' ', cells.area_code, cells.sector, cells.matrix) as todo_id,
        cells.area_code,
        cells.area_name as todo_subject,
        concat_ws(' · ', cells.sector_name, cells.state_name, cells.document_no) as todo_what,
        cells.period
    from (
        select unnest(getvariable('doubted')::struct(period varchar, matrix varchar, area_code varchar, sector varchar)[]) as cell
    ) as doubted
    inner join intermediate.int_report_rows as cells
        on
            doubted.cell.period = cells.period
            and doubted.cell.matrix = cells.matrix
            and doubted.cell.area_code = cells.area_code
            and doubted.cell.sector = cells.sector

    union all by name

    select
        'running' as todo,
        doubts.line_id as todo_id,
        doubts.area_code,
        doubts.enterprise_id,
        concat_ws(' · ', doubts.enterprise_name, doubts.line_name) as todo_subject,
        doubts.sentence as todo_what
    from marts.data_quality as doubts
    where doubts.reason = 'line_left_running'

    union all by name

    select
        'objection' as todo,
        objections.objection_id as todo_id,
        cases.area_code,
        cases.enterprise_id,
        coalesce(cases.enterprise_name, said(periods.name_zh, periods.name_en)) as todo_subject,
        objections.content as todo_what,
        objections.period
    from facts.objection as objections
    left join facts.objection as answers
        on
            objections.objection_id = answers.answers
            and answers.received_on <= coalesce(getvariable('as_of')::date, current_date)
    left join marts.cases as cases
        on objections.case_id = cases.case_id
    inner join reference.periods as periods
        on objections.period = periods.period
    where
        objections.answers is null
        and answers.objection_id is null
        and objections.received_on <= coalesce(getvariable('as_of')::date, current_date)

    union all by name

    select
        'correction' as todo,
        actions.action_id as todo_id,
        actions.area_code,
        actions.enterprise_id,
        actions.enterprise_name as todo_subject,
        concat_ws(' · ', actions.action_text, actions.action_owner, actions.action_state_name) as todo_what,
        actions.due_on,
        actions.inspection_plan_id
    from marts.corrective_actions as actions
    where actions.action_state in ('open', 'overdue', 'handed_in')

    union all by name

    select
        'approval' as todo,
        plans.inspection_plan_id as todo_id,
        plans.area_code,
        plans.body_name as todo_subject,
        plans.matter_name as todo_what,
        plans.planned_on as due_on,
        plans.inspection_plan_id
    from marts.inspection_plans as plans
    where plans.inspection_state = 'draft'

    union all by name

    select
        'request' as todo,
        requests.request_id as todo_id,
        coalesce(names.name, requests.action) as todo_subject,
        concat_ws(' · ', requests.subject, requests.asked_by) as todo_what
    from facts.request as requests
    left join marts.labels as names
        on names.kind = 'action' and requests.action = names.code
    where requests.decision is null and requests.recorded_at::date <= coalesce(getvariable('as_of')::date, current_date)

    union all by name

    select
        'found' as todo,
        drafts.draft_id as todo_id,
        drafts.area_code,
        drafts.found_name as todo_subject,
        drafts.line_name as todo_what,
        drafts.inspection_plan_id
    from marts.found_plants as drafts
    where drafts.found_state = 'draft'

)

select
    owed.todo,
    kinds.name as todo_name,
    owed.todo_id,
    owed.todo_subject,
    owed.todo_what,
    coalesce(owed.todo_count, 1) as todo_count,
    owed.due_on,
    case when owed.due_on >= coalesce(getvariable('as_of')::date, current_date) then left_over.days end as days_left,
    case when owed.due_on < coalesce(getvariable('as_of')::date, current_date) then -left_over.days end as days_overdue,
    owed.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    owed.departments,
    owed.lead_department,
    owed.dimension,
    owed.enterprise_id,
    owed.rule_id,
    owed.period,
    owed.inspection_plan_id
from owed
cross join lateral (select date_diff('day', coalesce(getvariable('as_of')::date, current_date), owed.due_on) as days) as left_over
inner join marts.labels as kinds
    on kinds.kind = 'todo' and owed.todo = kinds.code
left join reference.areas as areas
    on owed.area_code = areas.area_code
order by kinds.position, owed.due_on nulls last, areas.position nulls last, owed.todo_id
