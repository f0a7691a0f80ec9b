-- Report periods of the plan in order, with the name in the reader's language and the time as the papers' titles say it, in Chinese.
-- key: period
select
    periods.period,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then periods.name_en else periods.name_zh end as period_name,
    periods.span_zh as span,
    periods.opens_on,
    periods.due_on,
    periods.as_of,
    periods.exits_from,
    periods.reporter,
    periods.papers,
    periods.clause
from reference.periods as periods
order by periods.position
