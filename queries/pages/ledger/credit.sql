-- The credit list of the city, an area or a sector: published entries first, then the longest overdue.
-- key: case_id
select credit.*
from marts.credit_list as credit
where
    in_area(credit.area_code, $area)
    and ($sector = '' or credit.sector = $sector)
order by credit.is_published desc, credit.overdue_since nulls last, credit.case_id
