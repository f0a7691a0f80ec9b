-- Who of these enterprises was outdated, and when.
-- key: line_id, rule_id, identified_on
select identification.*
from facts.identification as identification
where identification.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
