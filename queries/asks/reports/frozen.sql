-- The newest freeze of a period.
-- key: freeze_id
select
    freezes.freeze_id,
    freezes.period,
    freezes.as_of,
    freezes.register_version,
    freezes.content_json,
    freezes.sha256,
    freezes.actor,
    freezes.recorded_at
from facts.report_freeze as freezes
where freezes.period = $period
order by freezes.register_version desc, freezes.recorded_at desc
limit 1
