-- The newest period of the areas that has begun by a day, and the day its statements are held against: no later than the due date.
-- key: period
select periods.period, least(periods.due_on, $day::date) as held_on
from reference.periods as periods
where periods.reporter = 'areas' and periods.opens_on <= $day::date
order by periods.opens_on desc, periods.period desc
limit 1
