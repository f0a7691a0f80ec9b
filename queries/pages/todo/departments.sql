-- Municipal departments to whom an instruction may be given.
-- key: department
select departments.department, said(departments.department, departments.name_en) as name
from reference.departments as departments
order by departments.position
