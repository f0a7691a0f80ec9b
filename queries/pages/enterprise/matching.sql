-- Enterprises matching a search, or with a line of a sector or verdict, those with outdated lines first, `size` of them from `start`; total_count counts all.
-- reads intermediate: the rows of one page are chosen by position before they are put into words.
-- key: enterprise_id
with matching as (

    select enterprises.position, enterprises.outdated_lines
    from intermediate.int_enterprises as enterprises
    where
        in_area(enterprises.area_code, $area)
        and (
            ($sector = '' and $verdict = '')
            or enterprises.position in (
                select lines.enterprise_position
                from intermediate.lines_matching('', $sector, '', $verdict, '', '', '', '') as lines
            )
        )
        and (
            $q = ''
            or contains(enterprises.enterprise_name, $q)
            or contains(enterprises.credit_code, upper($q))
            or len(list_filter(enterprises.former_names, lambda former: contains(former, $q))) > 0
        )

),

chosen as (

    select matching.position
    from matching
    order by matching.outdated_lines desc, matching.position
    limit $size offset $start

)

select
    enterprises.*,
    verdicts.name as verdict_name,
    enterprises.gravest_verdict as verdict,
    sectors.name as sector_name,
    placings.name as located_by_name,
    (select count(*) from matching) as total_count
from marts.enterprises as enterprises
inner join chosen using (position)
left join marts.labels as verdicts
    on verdicts.kind = 'verdict' and enterprises.gravest_verdict = verdicts.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and enterprises.main_sector = sectors.code
left join marts.labels as placings
    on placings.kind = 'located_by' and enterprises.located_by = placings.code
order by enterprises.outdated_lines desc, enterprises.position
