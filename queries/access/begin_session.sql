-- A session that begins.
insert into sessions (session_id, name, begun_at, seen_at)
values ($session_id, $name, $now, $now)
