-- One case.
-- key: case_id
select cases.*, units.name as unit_name, coalesce(grounds.name, cases.ground) as ground_name
from marts.cases as cases
left join marts.labels as units
    on units.kind = 'unit' and cases.capacity_unit = units.code
left join marts.labels as grounds
    on grounds.kind = 'ground' and cases.ground = grounds.code
where cases.case_id = $case_id
