-- Every freeze of a report: the date its figures speak of, the register version they were taken from and the hash of the content. The
-- newest freeze of a period is the one its packs are made from.
-- key: freeze_id
select
    freezes.freeze_id,
    freezes.period,
    said(periods.name_zh, periods.name_en) as period_name,
    freezes.as_of,
    freezes.register_version,
    freezes.sha256,
    freezes.actor,
    freezes.recorded_at,
    row_number() over (partition by freezes.period order by freezes.register_version desc, freezes.recorded_at desc) = 1 as is_newest
from facts.report_freeze as freezes
left join reference.periods as periods
    on freezes.period = periods.period
order by freezes.recorded_at desc
