-- An objection to a public notice, and its answer in a later row that names it.
-- key: objection_id
create table if not exists facts.objection (
    objection_id varchar,
    period varchar,
    case_id varchar,
    received_on date,
    objector varchar,
    content varchar,
    answers varchar,
    actor varchar,
    recorded_at timestamp
)
