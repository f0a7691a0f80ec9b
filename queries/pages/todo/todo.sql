-- What is to be done in an area, by a lead department, of some dimensions (none: of all) and of a kind; empty filters let all pass. What has no
-- dimension is everybody's.
-- key: todo, todo_id
select todo.*
from marts.todo as todo
where
    in_area(todo.area_code, $area)
    and ($department = '' or list_contains(string_split(todo.departments, ';'), $department))
    and (len($dimensions::varchar[]) = 0 or todo.dimension is null or list_contains($dimensions::varchar[], todo.dimension))
    and ($kind = '' or todo.todo = $kind)
