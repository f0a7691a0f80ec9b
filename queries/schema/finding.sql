-- Something a department found on a line or an enterprise: what, when, in which document, how serious. A wrong one is followed by
-- a row that withdraws it.
-- key: finding_id
create table if not exists facts.finding (
    finding_id varchar,
    subject_kind varchar,
    subject_id varchar,
    enterprise_id varchar,
    dimension varchar,
    found_on date,
    what varchar,
    measured_value decimal(18, 8),
    limit_value decimal(18, 8),
    unit varchar,
    seriousness varchar,
    department varchar,
    document_no varchar,
    withdraws varchar,
    actor varchar,
    recorded_at timestamp
)
