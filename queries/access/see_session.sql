-- A session was heard of.
update sessions
set seen_at = $now
where session_id = $session_id
