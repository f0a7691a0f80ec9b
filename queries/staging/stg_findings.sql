-- Findings made by the date. One that was withdrawn, whenever that was, never was: a withdrawal corrects an entry.
-- key: finding_id
select finding.*
from facts.finding as finding
anti join (select withdrawals.withdraws from facts.finding as withdrawals where withdrawals.withdraws is not null) as withdrawn
    on finding.finding_id = withdrawn.withdraws
where
    finding.withdraws is null
    and finding.found_on <= coalesce(getvariable('as_of')::date, current_date)
