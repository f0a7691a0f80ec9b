-- Lines of the account: of a standing or a group of standings, whose exit counts (`counted`), or that earned a term of the bridge since the
-- compared date (one that moved out since stands where it is now); in official order. `size` of them from `start`; total_count counts all.
-- reads intermediate: every line of the account has more than a page can show; those shown are chosen before they are put into words.
-- key: line_id
with chosen as (

    select standing.*
    from intermediate.int_standing as standing
    where
        (
            $account = ''
            or $account in (standing.standing, standing.standing_group)
            or ($account = 'counted' and standing.exit_day is not null)
        )
        and case
            when $term = ''
                then
                    in_area(standing.area_code, $area)
                    and ($sector = '' or standing.sector = $sector)
                    and ($process = '' or standing.process = $process)
            else
                standing.line_id in (
                    select bridge.line_id
                    from intermediate.bridge_of($area, $sector, $process) as bridge
                    where bridge.term = $term
                )
        end

)

select
    chosen.line_id,
    chosen.enterprise_id,
    coalesce(enterprises.enterprise_name, chosen.enterprise_id) as enterprise_name,
    chosen.case_id,
    lines.line_name,
    chosen.area_code,
    areas.name as area_name,
    sectors.name as sector_name,
    processes.name as process_name,
    chosen.capacity,
    units.name as unit_name,
    chosen.standing,
    standings.name as standing_name,
    reasons.name as why_name,
    chosen.exit_day,
    (select count(*) from chosen) as total_count
from chosen
left join marts.enterprises as enterprises
    on chosen.enterprise_id = enterprises.enterprise_id
left join marts.lines as lines
    on chosen.line_id = lines.line_id
left join marts.labels as standings
    on standings.kind = 'standing' and chosen.standing = standings.code
left join marts.labels as areas
    on areas.kind = 'area' and chosen.area_code = areas.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and chosen.sector = sectors.code
left join marts.labels as processes
    on processes.kind = 'process' and chosen.process = processes.code
left join marts.labels as units
    on units.kind = 'unit' and chosen.capacity_unit = units.code
left join marts.labels as reasons
    on reasons.kind = 'standing_why' and chosen.why = reasons.code
order by areas.position nulls last, sectors.position nulls last, standings.position, enterprise_name, chosen.line_id
limit $size offset $start
