-- Who wrote anything.
-- reads facts: the audit is no mart, it is for the administrator alone
-- key: actor
select distinct audit.actor
from facts.audit as audit
order by audit.actor
