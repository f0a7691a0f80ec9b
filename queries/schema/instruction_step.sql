-- What happened to an instruction (交办) of the leadership: `given` (to whom, what, by when, and the address of the number or row it
-- stands for), `replied`, `returned` (the reply does not do, and why), `done` (whoever gives instructions is content), `withdrawn`. `area_code` is the area it is about, of an
-- instruction to an area the area itself; empty for the city.
-- key: step_id
create table if not exists facts.instruction_step (
    step_id varchar,
    instruction_id varchar,
    number integer,
    step varchar,
    happened_on date,
    addressed varchar,
    addressee varchar,
    area_code varchar,
    due_on date,
    page_address varchar,
    about varchar,
    note varchar,
    actor varchar,
    recorded_at timestamp
)
