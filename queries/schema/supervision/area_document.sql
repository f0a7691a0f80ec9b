-- A document by which an area proves what it did itself under a plan: its plan of the year, minutes of its joint meeting. A wrong row is
-- followed by one that withdraws it.
-- key: document_id
create table if not exists facts.area_document (
    document_id varchar,
    plan_id varchar,
    area_code varchar,
    document_kind varchar,
    issued_on date,
    document_no varchar,
    note varchar,
    withdraws varchar,
    actor varchar,
    recorded_at timestamp
)
