-- Ids of the sessions that may go on.
select sessions.session_id
from sessions
inner join accounts on accounts.name = sessions.name
where accounts.is_disabled = 0
    and sessions.seen_at > $now - $idle
    and sessions.begun_at > $now - $life
