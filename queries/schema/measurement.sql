-- A version of one attribute's value of a line or an enterprise, in the attribute's own unit.
-- key: subject_id, attribute, valid_from, batch_id
create table if not exists facts.measurement (
    subject_kind varchar,
    subject_id varchar,
    attribute varchar,
    value_number decimal(18, 8),
    value_text varchar,
    unit varchar,
    original varchar,
    observed_on date,
    valid_from date,
    valid_to date,
    batch_id varchar,
    row_ref varchar
)
