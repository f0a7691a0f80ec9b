-- What became of a plant or a line that was found on site and that the register does not know: `found` (what was seen, where, with pictures),
-- `registered` (by which batch of an import), `rejected` (why). Until then it is a draft that counts nowhere. Positions are WGS84 degrees;
-- `enterprise_id` is the visit at which it was recorded, `enterprise_name` that of a plant of its own, empty for a line of the visited one.
-- key: step_id
create table if not exists facts.found_step (
    step_id varchar,
    draft_id varchar,
    number integer,
    step varchar,
    happened_on date,
    inspection_plan_id varchar,
    area_code varchar,
    enterprise_id varchar,
    enterprise_name varchar,
    line_name varchar,
    model varchar,
    address varchar,
    sector varchar,
    lon double,
    lat double,
    evidence_ids varchar[],
    client_id varchar,
    batch_id varchar,
    note varchar,
    actor varchar,
    recorded_at timestamp
)
