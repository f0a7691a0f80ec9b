-- Add made-up lines to the facts, as the frame `made_lines` holds them.
insert into facts.line by name
select
    made.* exclude (capacity),
    made.capacity::decimal(18, 8) as capacity_filed,
    date '2022-06-30' as valid_from,
    $batch_id as batch_id
from made_lines as made
