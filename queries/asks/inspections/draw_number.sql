-- The last number given to a draw in a year.
-- key: last_number
select coalesce(max(regexp_extract(draws.draw_id, '^R\d{4}-(\d+)$', 1)::integer), 0) as last_number
from facts.inspection_draw as draws
where draws.draw_id like 'R' || $year::varchar || '-%'
