-- stored: a finding or a case rarely speaks of an enterprise that was merged, and what is read of all enterprises then stays
-- Enterprises that were merged into others, but of which cases or findings speak.
-- key: enterprise_id
select distinct enterprise.enterprise_id
from facts.enterprise as enterprise
where
    enterprise.merged_into is not null
    and (
        enterprise.enterprise_id in (select exit_case.enterprise_id from facts.exit_case as exit_case)
        or enterprise.enterprise_id in (select finding.enterprise_id from facts.finding as finding)
    )
