-- Sessions that may go on, who was heard of last first.
select sessions.session_id, sessions.begun_at, sessions.seen_at, accounts.name, accounts.role
from sessions
inner join accounts on accounts.name = sessions.name
where accounts.is_disabled = 0
    and abs($now - sessions.seen_at) < $idle
    and abs($now - sessions.begun_at) < $life
order by sessions.seen_at desc, sessions.session_id
