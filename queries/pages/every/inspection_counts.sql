-- What inspections come to in an area or at an enterprise, by mark: enterprises, each once, and things.
-- key: mark
select
    labels.code as mark,
    labels.name as mark_name,
    count(distinct marks.enterprise_id) as enterprise_count,
    count(marks.about) as thing_count
from marts.labels as labels
left join marts.inspection_marks as marks
    on
        labels.code = marks.mark
        and in_area(marks.area_code, $area)
        and ($enterprise = '' or marks.enterprise_id = $enterprise)
where labels.kind = 'inspection_mark'
group by labels.code, labels.name, labels.position
order by labels.position
