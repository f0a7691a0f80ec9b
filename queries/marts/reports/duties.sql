-- Who does what by when under each plan (责任分工): the task, its lead departments, its clause, and how many days are left on the date
-- (negative once past; empty where the document names no date).
-- key: plan_id, duty
select
    duties.duty,
    duties.plan_id,
    duties.dimension,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then dimensions.name_en else dimensions.name_zh end as dimension_name,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then duties.task_en else duties.task_zh end as task,
    coalesce(departments.department_names, duties.lead_departments) as lead_departments,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then duties.due_en else duties.due_zh end as due_text,
    duties.due_on,
    date_diff('day', coalesce(getvariable('as_of')::date, current_date), duties.due_on) as days_left,
    duties.clause
from reference.duties as duties
left join reference.dimensions as dimensions
    on duties.dimension = dimensions.dimension
left join intermediate.int_department_names as departments
    on duties.lead_departments = departments.departments
order by duties.position
