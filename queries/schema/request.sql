-- What was tried and waits for a second person, who asked for it, and what was decided.
-- key: request_id
create table if not exists facts.request (
    request_id varchar,
    deed varchar,
    action varchar,
    subject varchar,
    case_ids varchar[],
    params_json varchar,
    detail_json varchar,
    asked_by varchar,
    recorded_at timestamp,
    decision varchar,
    decided_by varchar,
    decided_at timestamp,
    reason varchar
)
