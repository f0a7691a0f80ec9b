-- The newest entry of the access log that is old enough to be forgotten.
select entry_id, hash
from access_log
where noted_at < $before
order by entry_id desc
limit 1
