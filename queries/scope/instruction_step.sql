-- Instructions to these areas, or to a person about one of them, with all that happened to them; what a department is told about an area is
-- between the city and the department.
-- key: step_id
select steps.*
from facts.instruction_step as steps
where
    steps.instruction_id in (
        select given.instruction_id
        from facts.instruction_step as given
        where given.step = 'given' and given.addressed != 'department' and in_scope(given.area_code)
    )
