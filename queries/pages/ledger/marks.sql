-- How many cases bear each mark as of the date: of the city, an area (`unplaced` for what has none), a sector, or an area's sector.
-- reads intermediate: a mark is a word of these pages alone; no mart has to name it.
-- key: mark
select marks.mark, count(*) as case_count
from intermediate.int_case_marks as marks
inner join intermediate.int_case_subjects as cases
    on marks.case_id = cases.case_id
where
    in_area(cases.area_code, $area)
    and ($sector = '' or cases.sector = $sector)
group by marks.mark
