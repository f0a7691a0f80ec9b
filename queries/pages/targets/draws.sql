-- The random draws in an area, the newest first.
-- key: draw_id
select draws.*
from marts.inspection_draws as draws
where draws.area_code = $area
order by draws.draw_id desc
