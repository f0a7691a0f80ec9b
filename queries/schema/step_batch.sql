-- A workbook from which steps of cases were recorded at once. It is void when its steps were reversed together: rows of case_step with
-- its `batch_id` that reverse others say by whom, when and why.
-- key: batch_id
create table if not exists facts.step_batch (
    batch_id varchar,
    file_name varchar,
    sha256 varchar,
    evidence_name varchar,
    evidence_sha256 varchar,
    actor varchar,
    recorded_at timestamp,
    row_count integer,
    accepted_count integer,
    same_count integer,
    rejected_count integer
)
