-- Findings about these enterprises and their lines, and their withdrawals.
-- key: finding_id
select finding.*
from facts.finding as finding
where finding.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
