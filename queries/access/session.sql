-- The session of an id with its account, while neither its idle nor its absolute time is over.
select sessions.session_id, sessions.seen_at, accounts.name, accounts.role, accounts.areas, accounts.must_change
from sessions
inner join accounts on accounts.name = sessions.name
where sessions.session_id = $session_id
    and accounts.is_disabled = 0
    and sessions.seen_at > $now - $idle
    and sessions.begun_at > $now - $life
