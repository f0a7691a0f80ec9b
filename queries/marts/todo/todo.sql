-- What is to be done on the date, one row for each thing with one action: instructions that stand, clocks overdue or due within 30 days,
-- verdicts without a case (a row for an area and rule, `todo_count` of them), areas that have not stated everything in the newest period
-- that has begun, objections without an answer, corrective actions that are owed, plans of inspections and requests that wait for somebody,
-- plants found on site. `todo_id` with `enterprise_id`, `rule_id` and `period` say where it is done.
-- key: todo, todo_id
with owed as (

    select
        'instruction' as todo,
        given.instruction_id as todo_id,
        given.area_code,
        null::varchar as enterprise_id,
        coalesce(given.instructed_about, given.addressee_name) as todo_subject,
        concat_ws(' · ', given.instructed, given.instruction_state_name) as todo_what,
        1 as todo_count,
        given.due_on,
        given.addressee_name as lead_department,
        given.addressee as departments,
        null::varchar as dimension,
        null::varchar as rule_id,
        null::varchar as period,
        null::varchar as inspection_plan_id
    from marts.instructions as given
    where given.instruction_state in ('open', 'overdue', 'replied')

    union all

    select
        case when clocks.days_left < 0 then 'overdue' else 'due' end,
        clocks.case_id || ' ' || clocks.clock,
        clocks.area_code,
        clocks.enterprise_id,
        concat_ws(' · ', clocks.enterprise_name, clocks.line_name),
        concat_ws(' · ', clocks.clock_name, clocks.stage_name),
        1,
        clocks.due_on,
        clocks.lead_department,
        clocks.departments,
        variants.dimension,
        clocks.rule_id,
        null,
        null
    from marts.deadlines as clocks
    inner join reference.variants as variants
        on clocks.variant = variants.variant
    where clocks.days_left <= 30

    union all

    select
        'not_opened',
        coalesce(asking.area_code, 'unplaced') || ' ' || asking.rule_id,
        asking.area_code,
        null,
        any_value(said(rules.title_zh, rules.title_en)),
        any_value(rules.clause),
        count(*)::integer,
        null,
        any_value(coalesce(named.department_names, rules.lead_department)),
        any_value(rules.lead_department),
        any_value(rules.dimension),
        asking.rule_id,
        null,
        null
    from intermediate.int_openable as asking
    inner join reference.rules as rules
        on asking.rule_id = rules.rule_id
    left join intermediate.int_department_names as named
        on rules.lead_department = named.departments
    where not asking.is_settled and asking.verdict = 'outdated'
    group by asking.area_code, asking.rule_id

    union all

    select
        'silent',
        cells.period || ' ' || cells.area_code,
        cells.area_code,
        null,
        any_value(said(periods.name_zh, periods.name_en)),
        case
            when bool_and(cells.report_id is null) then said('全部行业', 'every sector')
            else
                string_agg(distinct said(sectors.name_zh, sectors.name_en), said('、', ', ') order by said(sectors.name_zh, sectors.name_en))
                    filter (where cells.report_id is null)
        end,
        1,
        any_value(cells.due_on),
        null,
        null,
        null,
        null,
        cells.period,
        null
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

    union all

    select
        'objection',
        objections.objection_id,
        cases.area_code,
        cases.enterprise_id,
        coalesce(cases.enterprise_name, said(periods.name_zh, periods.name_en)),
        objections.content,
        1,
        null,
        null,
        null,
        null,
        null,
        objections.period,
        null
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

    union all

    select
        'correction',
        actions.action_id,
        actions.area_code,
        actions.enterprise_id,
        actions.enterprise_name,
        concat_ws(' · ', actions.action_text, actions.action_owner, actions.action_state_name),
        1,
        actions.due_on,
        null,
        null,
        null,
        null,
        null,
        actions.inspection_plan_id
    from marts.corrective_actions as actions
    where actions.action_state in ('open', 'overdue', 'handed_in')

    union all

    select
        'approval',
        plans.inspection_plan_id,
        plans.area_code,
        null,
        plans.body_name,
        plans.matter_name,
        1,
        plans.planned_on,
        null,
        null,
        null,
        null,
        null,
        plans.inspection_plan_id
    from marts.inspection_plans as plans
    where plans.inspection_state = 'draft'

    union all

    select
        'request',
        requests.request_id,
        null,
        null,
        coalesce(names.name, requests.action),
        concat_ws(' · ', requests.subject, requests.asked_by),
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        null
    from facts.request as requests
    left join marts.labels as names
        on names.kind = 'action' and requests.action = names.code
    where requests.decision is null and requests.recorded_at::date <= coalesce(getvariable('as_of')::date, current_date)

    union all

    select
        'found',
        drafts.draft_id,
        drafts.area_code,
        null,
        drafts.found_name,
        drafts.line_name,
        1,
        null,
        null,
        null,
        null,
        null,
        null,
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
    owed.todo_count,
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
