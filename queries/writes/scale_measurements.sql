-- Add made-up measurements to the facts, as the frame `made_measurements` holds them.
insert into facts.measurement by name
select
    'line' as subject_kind,
    made.* exclude (value_number),
    made.value_number::decimal(18, 8) as value_number,
    date '2022-06-30' as valid_from,
    $batch_id as batch_id
from made_measurements as made
