-- The rows behind one count of inspections.
-- key: mark, enterprise_id, about
select marks.*
from marts.inspection_marks as marks
where
    marks.mark = $mark
    and in_area(marks.area_code, $area)
    and ($enterprise = '' or marks.enterprise_id = $enterprise)
