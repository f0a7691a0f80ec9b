-- An answer to an item of the checklist of areas; the newest of an item counts. `origin`: a person of the team, or the register, whose
-- facts were taken over when the feedback was given. An empty value takes the answer back.
-- key: answer_id
create table if not exists facts.supervision_answer (
    answer_id varchar,
    supervision_id varchar,
    item varchar,
    number integer,
    value varchar,
    remark varchar,
    origin varchar,
    answered_on date,
    actor varchar,
    recorded_at timestamp
)
