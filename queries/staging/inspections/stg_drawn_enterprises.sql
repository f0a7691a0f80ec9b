-- Enterprises that were drawn at random in the year of the date, each with the last draw of a pool that named it.
-- key: enterprise_id, pool
select
    drawn.enterprise_id,
    drawn.pool,
    arg_max(drawn.draw_id, (drawn.drawn_on, drawn.draw_id)) as draw_id,
    max(drawn.drawn_on) as drawn_on
from (
    select draws.draw_id, draws.drawn_on, coalesce(draws.pool, 'enterprises') as pool, unnest(draws.enterprise_ids) as enterprise_id
    from facts.inspection_draw as draws
    where
        draws.drawn_on <= coalesce(getvariable('as_of')::date, current_date)
        and year(draws.drawn_on) = year(coalesce(getvariable('as_of')::date, current_date))
) as drawn
group by drawn.enterprise_id, drawn.pool
