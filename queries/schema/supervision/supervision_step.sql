-- What followed a supervision: `fed_back` (with the items that are issues and the day by which they are
-- mended), `circulated`, `cured` (of one item, by the document that
-- proves it), `withdrawn`.
-- key: step_id
create table if not exists facts.supervision_step (
    step_id varchar,
    supervision_id varchar,
    number integer,
    step varchar,
    happened_on date,
    item varchar,
    document_no varchar,
    due_on date,
    issues varchar[],
    note varchar,
    actor varchar,
    recorded_at timestamp
)
