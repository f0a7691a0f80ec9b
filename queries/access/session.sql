-- The session of an id with its account, while neither its idle nor its absolute time is over; one that lies further
-- ahead than that (the clock was set back) is over too, or nobody would know for how long it counts.
select sessions.session_id, sessions.seen_at, accounts.name, accounts.role, accounts.areas, accounts.must_change
from sessions
inner join accounts on accounts.name = sessions.name
where sessions.session_id = $session_id
    and accounts.is_disabled = 0
    and abs($now - sessions.seen_at) < $idle
    and abs($now - sessions.begun_at) < $life
