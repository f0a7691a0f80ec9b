-- Which of the named enterprises the register knows today, and whether a department is listed; one row without an enterprise where none is.
-- key: enterprise_id
select departments.department, enterprises.enterprise_id
from (select max(departments.department) as department from reference.departments as departments where departments.department = $department)
    as departments
left join staging.stg_enterprises as enterprises
    on list_contains($enterprise_ids::varchar[], enterprises.enterprise_id)
