-- Add the new and changed versions of a plan to the facts.
insert into facts.enterprise by name
select
    planned.* exclude (status),
    $valid_on as valid_from,
    $batch_id as batch_id
from planned_enterprises as planned
where planned.status != 'same'
