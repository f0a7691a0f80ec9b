-- What happened to a corrective action: `ordered` (of an answer that was no: by whom, until when, what), `handed_in` (the enterprise says it is
-- done), `withdrawn`. Nobody closes one: a re-check does, which is an answer to the same item at a visit of a later day.
-- key: step_id
create table if not exists facts.corrective_step (
    step_id varchar,
    action_id varchar,
    number integer,
    step varchar,
    happened_on date,
    answer_id varchar,
    inspection_plan_id varchar,
    enterprise_id varchar,
    checklist varchar,
    item varchar,
    owner varchar,
    due_on date,
    note varchar,
    actor varchar,
    recorded_at timestamp
)
