-- Cases about these enterprises. One about an enterprise that belongs to no area any more, since its file was voided, stays with the area
-- in its number, where it was opened.
-- key: case_id
select exit_case.*
from facts.exit_case as exit_case
left join scope.enterprise_area as areas
    on exit_case.enterprise_id = areas.enterprise_id
where in_scope(coalesce(areas.area_code, regexp_extract(exit_case.case_id, '^(.+)-\d{4}-\d+$', 1)))
