-- The reasons to visit that a page is asked for: one row per reason that passes every filter, with the place of its enterprise among the
-- targets; an empty filter lets all pass. Areas, sectors and sources may be several; `wanted_colour` is the urgency of the enterprise's
-- first deadline.
-- key: enterprise_id, source, about
create or replace macro intermediate.target_reasons_matching(
    wanted_area, wanted_sector, wanted_source, wanted_process, wanted_dimension, wanted_verdict, wanted_standing, wanted_colour, wanted_scale,
    wanted_text
) as table
select reasons.*, targets.position as target_position
from intermediate.int_target_reasons as reasons
inner join intermediate.int_targets as targets
    on reasons.enterprise_id = targets.enterprise_id
where
    among(coalesce(targets.area_code, 'unplaced'), wanted_area)
    and among(reasons.sector, wanted_sector)
    and among(reasons.source, wanted_source)
    and (wanted_process = '' or reasons.process = wanted_process)
    and (wanted_dimension = '' or list_contains(reasons.dimensions, wanted_dimension))
    and (wanted_verdict = '' or reasons.verdict = wanted_verdict)
    and (wanted_standing = '' or reasons.standing = wanted_standing)
    and (wanted_colour = '' or targets.colour = wanted_colour)
    and (wanted_scale = '' or targets.scale = wanted_scale)
    and (
        wanted_text = ''
        or contains(targets.enterprise_name, wanted_text)
        or len(list_filter(targets.former_names, lambda former: contains(former, wanted_text))) > 0
        or contains(targets.credit_code, upper(wanted_text))
    )
