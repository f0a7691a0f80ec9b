-- Lines that must exit in an area, sector and process, with their stage then and now. Then is `line_ids` and `stages` (same order); a line
-- that left the area between the dates left its stage there too, and one without a case that stands has none.
-- key: line_id
create or replace macro marts.exit_changes(wanted_area, wanted_sector, wanted_process, line_ids, stages) as table
with before as (

    select unnest(line_ids::varchar[]) as line_id, unnest(stages::varchar[]) as stage

),

here as (

    select exits.line_id, exits.stage, exits.is_exit_counted
    from marts.exit_lines as exits
    where
        in_area(exits.area_code, wanted_area)
        and (wanted_sector = '' or exits.sector = wanted_sector)
        and (wanted_process = '' or exits.process = wanted_process)

)

select
    coalesce(here.line_id, before.line_id) as line_id,
    before.stage as stage_before,
    here.stage,
    here.is_exit_counted
from here
full outer join before
    on here.line_id = before.line_id
