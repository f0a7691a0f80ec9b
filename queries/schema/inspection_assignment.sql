-- A department's letter that asks for a visit (部门交办), one row for each enterprise it names; it is a reason to visit until somebody does.
-- key: assignment_id, enterprise_id
create table if not exists facts.inspection_assignment (
    assignment_id varchar,
    enterprise_id varchar,
    department varchar,
    document_no varchar,
    assigned_on date,
    due_on date,
    what varchar,
    actor varchar,
    recorded_at timestamp
)
