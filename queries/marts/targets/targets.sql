-- Every enterprise to visit on the date: why (its first reason in a sentence), how urgently (priority and its parts), under whose lead, and
-- what an inspector needs to get there.
-- key: enterprise_id
with targets as (

    select targets.*
    from intermediate.int_targets as targets

),

parts as (

    select
        targets.enterprise_id,
        string_agg(said(sources.name_zh, sources.name_en), said('、', ', ') order by sources.weight desc, sources.position) as source_names,
        string_agg(
            said(sources.name_zh, sources.name_en) || ' ' || sources.weight, ' + ' order by sources.weight desc, sources.position
        ) as priority_parts
    from targets
    inner join reference.target_sources as sources
        on list_contains(targets.sources, sources.source)
    group by targets.enterprise_id

),

visits as (

    select
        stops.enterprise_id,
        (count(*) filter (where year(stops.outcome_on) = year(coalesce(getvariable('as_of')::date, current_date))))::integer
            as visits_this_year,
        max(stops.outcome_on) as last_visited_on
    from intermediate.int_inspection_stops as stops
    where stops.outcome = 'visited'
    group by stops.enterprise_id

)

select
    targets.enterprise_id,
    targets.enterprise_name,
    targets.credit_code,
    targets.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    enterprises.address,
    enterprises.contact_name,
    enterprises.contact_phone,
    enterprises.main_sector as sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    targets.scale,
    enterprises.gravest_verdict as verdict,
    said(verdicts.name_zh, verdicts.name_en) as verdict_name,
    array_to_string(targets.sources, ';') as sources,
    parts.source_names,
    targets.priority,
    parts.priority_parts,
    reasons.visit_reason,
    targets.reason_count,
    reasons.standing,
    reasons.standing_name,
    reasons.departments,
    reasons.lead_department,
    targets.due_on,
    date_diff('day', coalesce(getvariable('as_of')::date, current_date), targets.due_on) as days_left,
    targets.colour,
    said(colours.name_zh, colours.name_en) as colour_name,
    coalesce(visits.visits_this_year, 0) as visits_this_year,
    visits.last_visited_on,
    enterprises.line_count,
    enterprises.outdated_lines,
    enterprises.lon,
    enterprises.lat,
    targets.position
from targets
inner join parts
    on targets.enterprise_id = parts.enterprise_id
inner join intermediate.int_enterprises as enterprises
    on targets.enterprise_id = enterprises.enterprise_id
inner join marts.target_reasons as reasons
    on targets.first_position = reasons.position
left join visits
    on targets.enterprise_id = visits.enterprise_id
left join reference.areas as areas
    on targets.area_code = areas.area_code
left join reference.sectors as sectors
    on enterprises.main_sector = sectors.sector
left join reference.verdicts as verdicts
    on enterprises.gravest_verdict = verdicts.verdict
left join reference.clock_colours as colours
    on targets.colour = colours.colour
