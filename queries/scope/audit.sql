-- The audit names what everybody did: none of it is an area's.
-- key: version
select audit.*
from facts.audit as audit
where false
