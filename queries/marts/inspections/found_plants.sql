-- Every plant or line found on site by the date that the register did not know: a draft until the office registered it (`batch_id`) or rejected
-- it with a reason. It counts nowhere before. Positions are WGS84.
-- key: draft_id
with later as (

    select
        steps.draft_id,
        arg_max(steps.step, steps.number) as step,
        max(steps.happened_on) as decided_on,
        arg_max(steps.actor, steps.number) as decided_by,
        arg_max(steps.batch_id, steps.number) as batch_id,
        arg_max(steps.note, steps.number) as decision_note
    from facts.found_step as steps
    where steps.step != 'found' and steps.happened_on <= coalesce(getvariable('as_of')::date, current_date)
    group by steps.draft_id

)

select
    found.draft_id,
    coalesce(later.step, 'draft') as found_state,
    states.name as found_state_name,
    found.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    found.inspection_plan_id,
    found.enterprise_id,
    enterprises.enterprise_name as visited_name,
    enterprises.credit_code as visited_credit_code,
    found.enterprise_name as found_name,
    found.line_name,
    found.model,
    found.address,
    found.sector,
    sectors.name as sector_name,
    found.lon,
    found.lat,
    len(found.evidence_ids)::integer as picture_count,
    array_to_string(found.evidence_ids, ';') as picture_ids,
    found.note,
    found.happened_on as found_on,
    found.actor,
    found.recorded_at,
    later.decided_on,
    later.decided_by,
    later.decision_note,
    later.batch_id
from facts.found_step as found
left join later
    on found.draft_id = later.draft_id
left join marts.labels as states
    on states.kind = 'found_state' and coalesce(later.step, 'draft') = states.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and found.sector = sectors.code
left join staging.stg_enterprises as enterprises
    on found.enterprise_id = enterprises.enterprise_id
left join reference.areas as areas
    on found.area_code = areas.area_code
where found.step = 'found' and found.happened_on <= coalesce(getvariable('as_of')::date, current_date)
