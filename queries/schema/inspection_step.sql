-- What happened to a plan of inspections: `ordered` (the enterprises in the order of the visits, whole, the newest counts), `approved`,
-- `visited` and `skipped` (of one enterprise), `joined` (the visit of `document_no`, another plan, is made here), `finished` (a checklist at one
-- enterprise: it holds until an answer to it changes), `withdrawn`.
-- key: step_id
create table if not exists facts.inspection_step (
    step_id varchar,
    inspection_plan_id varchar,
    number integer,
    step varchar,
    happened_on date,
    enterprise_id varchar,
    enterprise_ids varchar[],
    document_no varchar,
    note varchar,
    actor varchar,
    recorded_at timestamp,
    checklist varchar
)
