-- How often a name or an address was tried lately.
select count(*) as attempt_count
from attempts
where subject = $subject and tried_at > $since
