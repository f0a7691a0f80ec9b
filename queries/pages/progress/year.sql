-- First and last day of the plan's year: the year in which the first plan in force began.
-- key: from_day
select
    make_date(min(year(plans.effective_from)), 1, 1) as from_day,
    make_date(min(year(plans.effective_from)), 12, 31) as until_day
from reference.plans as plans
where plans.effective_from is not null
