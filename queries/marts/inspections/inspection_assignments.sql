-- Enterprises that departments asked by a letter to be visited, by the date, and the first visit since.
-- key: assignment_id, enterprise_id
with visits as (

    select assigned.assignment_id, assigned.enterprise_id, min(stops.outcome_on) as visited_on
    from staging.stg_assignments as assigned
    inner join intermediate.int_inspection_stops as stops
        on
            assigned.enterprise_id = stops.enterprise_id
            and stops.outcome = 'visited'
            and stops.outcome_on >= assigned.assigned_on
    group by assigned.assignment_id, assigned.enterprise_id

)

select
    assigned.assignment_id,
    assigned.enterprise_id,
    enterprises.enterprise_name,
    enterprises.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    assigned.department,
    said(assigned.department, coalesce(departments.name_en, assigned.department)) as department_name,
    assigned.document_no,
    assigned.assigned_on,
    assigned.due_on,
    assigned.what as assigned_what,
    visits.visited_on,
    visits.visited_on is null and assigned.due_on < coalesce(getvariable('as_of')::date, current_date) as is_overdue,
    assigned.actor,
    assigned.recorded_at
from staging.stg_assignments as assigned
left join intermediate.int_enterprises as enterprises
    on assigned.enterprise_id = enterprises.enterprise_id
left join reference.areas as areas
    on enterprises.area_code = areas.area_code
left join reference.departments as departments
    on assigned.department = departments.department
left join visits
    on assigned.assignment_id = visits.assignment_id and assigned.enterprise_id = visits.enterprise_id
order by assigned.assigned_on desc, assigned.assignment_id, enterprises.enterprise_name
