-- Departments that report under each plan, in the order of its duties.
-- key: plan_id, department
select reporters.plan_id, reporters.department
from intermediate.int_reporting_departments as reporters
order by reporters.position, reporters.department
