-- What was found on site in an area, drafts first.
-- key: draft_id
select found.*
from marts.found_plants as found
where in_area(found.area_code, $area) and ($draft = '' or found.draft_id = $draft)
order by found.found_state != 'draft', found.found_on desc, found.draft_id
