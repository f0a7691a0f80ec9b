-- Municipal departments that report under each plan: bodies of their own that lead one of its duties (市直有关单位, which the document does
-- not list by name).
-- key: plan_id, department
select duties.plan_id, named.department, any_value(departments.name_en) as name_en, min(duties.position) as position
from reference.duties as duties
cross join unnest(string_split(duties.lead_departments, ';')) as named (department)
inner join reference.departments as departments
    on named.department = departments.department and departments.reports
group by duties.plan_id, named.department
