-- Something doubtful in an accepted row, kept until the next version of the row.
-- key: batch_id, sheet, row_number, cell, reason
create table if not exists facts.import_warning (
    batch_id varchar,
    sheet varchar,
    row_number integer,
    cell varchar,
    column_name varchar,
    value varchar,
    reason varchar,
    params_json varchar,
    enterprise_id varchar,
    line_id varchar
)
