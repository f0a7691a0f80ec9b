-- What inspections come to on the date, one row for each thing that is counted: `inspected` a visit of the year, `due` a visit that is owed (planned
-- and not made, an exit to be looked at again, a department's letter), `found` an item answered no in the year, `cured` a corrective action
-- that a re-check of the year closed, `relapsed` a relapse that a look back of the year found. Enterprises are counted once, however many rows they have.
-- key: mark, enterprise_id, about
with marked as (

    select
        'inspected' as mark,
        stops.enterprise_id,
        stops.inspection_plan_id as about,
        stops.inspection_plan_id,
        stops.outcome_on as marked_on,
        stops.note as mark_words
    from intermediate.int_inspection_stops as stops
    where stops.outcome = 'visited' and year(stops.outcome_on) = year(coalesce(getvariable('as_of')::date, current_date))

    union all

    select 'due', stops.enterprise_id, stops.inspection_plan_id, stops.inspection_plan_id, plans.planned_on, said('已列入检查计划', 'Planned')
    from intermediate.int_inspection_stops as stops
    inner join intermediate.int_inspection_plans as plans
        on stops.inspection_plan_id = plans.inspection_plan_id
    where stops.outcome = 'planned' and plans.inspection_state != 'withdrawn'

    union all

    select 'due', revisits.enterprise_id, revisits.case_id, null, revisits.due_on, said('回头看到期', 'To be looked at again')
    from intermediate.int_revisits as revisits
    where revisits.due_on <= coalesce(getvariable('as_of')::date, current_date)

    union all

    select
        'due',
        assigned.enterprise_id,
        assigned.assignment_id,
        null,
        coalesce(assigned.due_on, assigned.assigned_on),
        said('部门交办：', 'Asked for: ') || assigned.department || ' ' || assigned.document_no
    from staging.stg_assignments as assigned
    left join intermediate.int_visited as visited
        on assigned.enterprise_id = visited.enterprise_id
    where coalesce(visited.last_visited_on, date '0001-01-01') < assigned.assigned_on

    union all

    select
        'found',
        answers.enterprise_id,
        answers.answer_id,
        answers.inspection_plan_id,
        answers.answered_on,
        said(items.text_zh, items.text_en) || coalesce(said('：', ': ') || answers.remark, '')
    from staging.stg_inspection_answers as answers
    left join reference.checklist_items as items
        on answers.checklist = items.checklist and answers.item = items.item and answers.edition = items.edition
    where answers.value = 'no' and year(answers.answered_on) = year(coalesce(getvariable('as_of')::date, current_date))

    union all

    select
        'cured',
        actions.enterprise_id,
        actions.action_id,
        actions.inspection_plan_id,
        actions.rechecked_on,
        actions.what
    from intermediate.int_corrective_actions as actions
    where actions.action_state = 'closed' and year(actions.rechecked_on) = year(coalesce(getvariable('as_of')::date, current_date))

    union all

    select 'relapsed', results.enterprise_id, results.answer_id, results.inspection_plan_id, results.answered_on, null
    from intermediate.int_visit_results as results
    where
        results.checklist = 'revisit'
        and results.is_contrary
        and year(results.answered_on) = year(coalesce(getvariable('as_of')::date, current_date))

)

select
    marked.mark,
    names.name as mark_name,
    enterprises.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    marked.enterprise_id,
    enterprises.enterprise_name,
    marked.about,
    marked.inspection_plan_id,
    marked.marked_on,
    marked.mark_words
from marked
left join marts.labels as names
    on names.kind = 'inspection_mark' and marked.mark = names.code
left join intermediate.int_enterprises as enterprises
    on marked.enterprise_id = enterprises.enterprise_id
left join reference.areas as areas
    on enterprises.area_code = areas.area_code
order by names.position, areas.position, marked.marked_on, enterprises.enterprise_name, marked.about
