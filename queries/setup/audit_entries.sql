-- Every entry of the audit, with its seal last.
-- key: version
select
    audit.version,
    audit.recorded_at,
    audit.actor,
    audit.action,
    audit.subject,
    audit.detail_json,
    audit.hash
from facts.audit as audit
order by audit.version, audit.recorded_at
