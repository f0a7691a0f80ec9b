-- Whom an instruction may be addressed to by name: every area, and every municipal department.
-- key: addressed, addressee
select 'area' as addressed, areas.area_code as addressee, said(areas.name_zh, areas.name_en) as name
from reference.areas as areas
where in_sight(areas.area_code)
union all
select 'department', departments.department, said(departments.department, departments.name_en)
from reference.departments as departments
