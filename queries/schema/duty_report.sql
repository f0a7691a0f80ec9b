-- A duty of a plan that was done: by whom, on which day, by which document. A wrong row is followed by one that withdraws it.
-- key: duty_report_id
create table if not exists facts.duty_report (
    duty_report_id varchar,
    plan_id varchar,
    duty varchar,
    done_on date,
    document_no varchar,
    note varchar,
    withdraws varchar,
    actor varchar,
    recorded_at timestamp
)
