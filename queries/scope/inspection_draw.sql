-- Draws among the enterprises of these areas.
-- key: draw_id
select draws.*
from facts.inspection_draw as draws
where in_scope(draws.area_code)
