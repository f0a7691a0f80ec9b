-- What is to be done of some kinds (todo) in some areas (none: in all), the most urgent first, numbered.
-- key: running_number
select
    row_number() over (order by todo.due_on nulls last, todo.area_code, todo.todo_id) as running_number,
    todo.todo_name,
    todo.area_name,
    todo.todo_subject,
    todo.todo_what,
    todo.due_on,
    todo.days_left,
    todo.days_overdue,
    todo.lead_department
from marts.todo as todo
where list_contains($kinds, todo.todo) and (len($areas::varchar[]) = 0 or list_contains($areas::varchar[], todo.area_code))
order by running_number
