-- A row of a delivered file that was refused, one row per reason; params_json fills the sentence of the reason.
-- key: batch_id, sheet, row_number, cell, reason
create table if not exists facts.rejected_row (
    batch_id varchar,
    sheet varchar,
    row_number integer,
    cell varchar,
    column_name varchar,
    value varchar,
    reason varchar,
    params_json varchar,
    row_json varchar
)
