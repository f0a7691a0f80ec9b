-- Lines and enterprises of every area that on the date must still leave (outstanding in the account: 期末应退未退), in official order; `unplaced`
-- comes last.
-- key: area_code
select
    areas.area_code,
    areas.area_name,
    count(standing.line_id) as outdated_lines,
    count(distinct standing.enterprise_id) as outdated_enterprises
from marts.outdated_by_area as areas
left join intermediate.int_standing as standing
    on areas.area_code = coalesce(standing.area_code, 'unplaced') and standing.standing_group = 'outstanding'
group by areas.area_code, areas.area_name, areas.position
order by areas.position
