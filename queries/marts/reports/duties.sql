-- Who does what by when under each plan (责任分工): the task, its lead departments, its clause, how many days are left on the date (negative
-- once past; empty where the document names no date or the duty is done), and whether it is done, since when and by which document. A
-- passed date makes nothing done.
-- key: plan_id, duty
select
    duties.duty,
    duties.plan_id,
    duties.dimension,
    said(dimensions.name_zh, dimensions.name_en) as dimension_name,
    said(duties.task_zh, duties.task_en) as task,
    coalesce(departments.department_names, duties.lead_departments) as lead_departments,
    said(duties.due_zh, duties.due_en) as due_text,
    duties.due_on,
    case
        when done.duty is null
            then date_diff('day', coalesce(getvariable('as_of')::date, current_date), duties.due_on)
    end as days_left,
    done.duty is not null as is_done,
    done.done_on,
    done.document_no,
    done.note,
    done.duty_report_id,
    duties.clause
from reference.duties as duties
left join staging.stg_duty_reports as done
    on duties.plan_id = done.plan_id and duties.duty = done.duty
left join reference.dimensions as dimensions
    on duties.dimension = dimensions.dimension
left join intermediate.int_department_names as departments
    on duties.lead_departments = departments.departments
order by duties.position
