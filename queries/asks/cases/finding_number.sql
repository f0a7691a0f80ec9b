-- The last running number given to a finding of a year; 0 when there is none.
-- key: last_number
select coalesce(max(try_cast(regexp_extract(finding.finding_id, '^F(\d{4})-(\d+)$', 2) as integer)), 0) as last_number
from facts.finding as finding
where regexp_extract(finding.finding_id, '^F(\d{4})-(\d+)$', 1) = $year::varchar
