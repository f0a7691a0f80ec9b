-- A goal 目标任务 that a document sets for an area: lines and capacity of a sector or process that must leave by a day, with the measures and
-- the responsible departments (聊工信发〔2022〕64号 四（一）); `evidence_id` is the document's file. An empty sector or process means all of them. A wrong one is followed by a row that
-- withdraws it.
-- key: goal_id
create table if not exists facts.goal (
    goal_id varchar,
    area_code varchar,
    sector varchar,
    process varchar,
    lines integer,
    capacity decimal(18, 8),
    capacity_unit varchar,
    set_on date,
    due_on date,
    tasks varchar,
    measures varchar,
    departments varchar,
    document varchar,
    evidence_id varchar,
    withdraws varchar,
    note varchar,
    actor varchar,
    recorded_at timestamp
)
