-- First and last day of the year of the plan that governs on the date.
-- reads staging: the plans with their years; a mart of them would be asked by nobody else.
-- key: from_day
select
    make_date(year(years.effective_from), 1, 1) as from_day,
    make_date(year(years.effective_from), 12, 31) as until_day
from staging.stg_plan_years as years
where years.is_current
