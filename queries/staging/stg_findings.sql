-- Findings made by the date that were not withdrawn by it.
-- key: finding_id
select finding.*
from facts.finding as finding
anti join (
    select withdrawals.withdraws
    from facts.finding as withdrawals
    where
        withdrawals.withdraws is not null
        and withdrawals.found_on <= coalesce(getvariable('as_of')::date, current_date)
) as withdrawn
    on finding.finding_id = withdrawn.withdraws
where
    finding.withdraws is null
    and finding.found_on <= coalesce(getvariable('as_of')::date, current_date)
