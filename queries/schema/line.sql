-- A version of a production line or main equipment. Capacities are yearly or daily as capacity_unit says, never mixed.
-- key: line_id, valid_from, batch_id
create table if not exists facts.line (
    line_id varchar,
    enterprise_id varchar,
    line_code varchar,
    line_name varchar,
    line_key varchar,
    model varchar,
    sector varchar,
    process varchar,
    product varchar,
    quantity integer,
    capacity_filed decimal(18, 8),
    capacity_actual decimal(18, 8),
    capacity_recognised decimal(18, 8),
    capacity_unit varchar,
    capacity_original varchar,
    state varchar,
    built_on date,
    remark varchar,
    valid_from date,
    valid_to date,
    batch_id varchar,
    row_ref varchar
)
