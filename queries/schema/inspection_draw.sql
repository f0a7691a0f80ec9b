-- A random share of the enterprises of an area, drawn by a seed that is kept, so that anybody can draw it again: the pool is every
-- enterprise with a line in the area on the day, by id; or (`pool`) those behind a zero that the area reported, or those with a dismantled exit.
-- key: draw_id
create table if not exists facts.inspection_draw (
    draw_id varchar,
    area_code varchar,
    drawn_on date,
    seed varchar,
    share integer,
    pool_count integer,
    enterprise_ids varchar[],
    pool varchar,
    actor varchar,
    recorded_at timestamp
)
