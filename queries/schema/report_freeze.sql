-- The exact figures and rows of a report as of its date, with the hash of its content.
-- key: freeze_id
create table if not exists facts.report_freeze (
    freeze_id varchar,
    period varchar,
    as_of date,
    register_version integer,
    content_json varchar,
    sha256 varchar,
    actor varchar,
    recorded_at timestamp
)
