-- Ids of the sessions that may go on.
select sessions.session_id
from sessions
inner join accounts on accounts.name = sessions.name
where accounts.is_disabled = 0
    and abs($now - sessions.seen_at) < $idle
    and abs($now - sessions.begun_at) < $life
