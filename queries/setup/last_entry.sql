-- Version and seal of the newest entry of the audit.
select
    audit.version,
    audit.hash
from facts.audit as audit
order by audit.version desc
limit 1
