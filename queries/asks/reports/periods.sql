-- Report periods of the plans in order with the plan that asks for them, with the name in the reader's language and the time as the papers' titles say it, in Chinese.
-- key: period
select
    periods.period,
    said(periods.name_zh, periods.name_en) as period_name,
    periods.span_zh as span,
    periods.opens_on,
    periods.due_on,
    periods.as_of,
    periods.exits_from,
    periods.reporter,
    periods.papers,
    periods.clause,
    periods.plan_id,
    plans.name_zh as plan_zh,
    said(plans.name_zh, plans.name_en) as plan_name,
    plans.document_no,
    plans.issuers,
    plans.issued_on
from reference.periods as periods
inner join reference.plans as plans
    on periods.plan_id = plans.plan_id
order by periods.position
