-- Enterprises matching a search, or with a line of a sector or verdict, those with outdated lines first, `size` of them from `start`; total_count counts all.
-- key: enterprise_id
with matching as (

    select enterprises.*
    from marts.enterprises as enterprises
    where
        ($area = '' or coalesce(enterprises.area_code, 'unplaced') = $area)
        and (
            ($sector = '' and $verdict = '')
            or enterprises.enterprise_id in (
                select lines.enterprise_id
                from marts.lines as lines
                where ($sector = '' or lines.sector = $sector) and ($verdict = '' or lines.verdict = $verdict)
            )
        )
        and (
            $q = ''
            or contains(enterprises.enterprise_name, $q)
            or contains(enterprises.credit_code, upper($q))
            or len(list_filter(enterprises.former_names, lambda former: contains(former, $q))) > 0
        )

)

select
    matching.*,
    verdicts.name as verdict_name,
    matching.gravest_verdict as verdict,
    sectors.name as sector_name,
    placings.name as located_by_name,
    (select count(*) from matching) as total_count
from matching
left join marts.labels as verdicts
    on verdicts.kind = 'verdict' and matching.gravest_verdict = verdicts.code
left join marts.labels as sectors
    on sectors.kind = 'sector' and matching.main_sector = sectors.code
left join marts.labels as placings
    on placings.kind = 'located_by' and matching.located_by = placings.code
order by matching.outdated_lines desc, matching.enterprise_name, matching.enterprise_id
limit $size offset $start
