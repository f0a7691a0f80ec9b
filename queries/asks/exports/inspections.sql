-- What inspections come to in each area, in official order: enterprises each once, items as often as they were answered no.
-- key: area_name
select
    areas.area_name,
    count(distinct marks.enterprise_id) filter (where marks.mark = 'inspected') as inspected_enterprises,
    count(distinct marks.enterprise_id) filter (where marks.mark = 'due') as due_enterprises,
    count(*) filter (where marks.mark = 'found') as found_items,
    count(*) filter (where marks.mark = 'cured') as cured_items,
    count(distinct marks.enterprise_id) filter (where marks.mark = 'relapsed') as relapsed_enterprises
from marts.outdated_by_area as areas
left join marts.inspection_marks as marks
    on areas.area_code = coalesce(marks.area_code, 'unplaced')
group by areas.area_name, areas.position
order by areas.position
