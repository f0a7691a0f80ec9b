-- Add made-up enterprises to the facts, as the frame `made_enterprises` holds them.
insert into facts.enterprise by name
select
    made.*,
    [] as former_names,
    made.area_declared as area_by_point,
    'cgcs2000' as datum,
    date '2022-06-30' as valid_from,
    $batch_id as batch_id
from made_enterprises as made
