-- The municipal departments, in their order.
-- key: department
select departments.department, said(departments.department, departments.name_en) as department_name
from reference.departments as departments
order by departments.position
