-- One delivered file as it was committed.
-- key: batch_id
create table if not exists facts.import_batch (
    batch_id varchar,
    file_name varchar,
    sha256 varchar,
    profile varchar,
    area_code varchar,
    datum varchar,
    actor varchar,
    valid_on date,
    recorded_at timestamp,
    row_count integer,
    accepted_count integer,
    rejected_count integer,
    warning_count integer,
    is_demo boolean,
    voided_at timestamp,
    voided_by varchar,
    void_reason varchar,
    corrections_json varchar
)
