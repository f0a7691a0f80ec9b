-- The changes committed after a version, oldest first.
-- key: version
select
    audit.version,
    audit.recorded_at,
    audit.actor,
    audit.action,
    audit.subject
from facts.audit as audit
where audit.version > $version
order by audit.version
