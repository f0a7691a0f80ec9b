-- A day of joint inspections as it was drafted: where, by which body, on which matter, by whom. What became of it is in inspection_step.
-- key: inspection_plan_id
create table if not exists facts.inspection_plan (
    inspection_plan_id varchar,
    area_code varchar,
    planned_on date,
    starts_at varchar,
    body varchar,
    matter varchar,
    officers varchar[],
    certificates varchar[],
    departments varchar[],
    vehicle varchar,
    note varchar,
    drafted_on date,
    actor varchar,
    recorded_at timestamp
)
