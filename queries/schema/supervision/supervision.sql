-- A supervision of the government of an area in a period of reports, as it was begun: by which team. What was found is in
-- supervision_answer, what followed in supervision_step.
-- key: supervision_id
create table if not exists facts.supervision (
    supervision_id varchar,
    area_code varchar,
    period varchar,
    opened_on date,
    body varchar,
    supervisors varchar[],
    actor varchar,
    recorded_at timestamp
)
