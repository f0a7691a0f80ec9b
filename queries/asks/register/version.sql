-- The register's version: the number of its last committed change.
-- key: version
select coalesce(max(audit.version), 0) as version
from facts.audit as audit
