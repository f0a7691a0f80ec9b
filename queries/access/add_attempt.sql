-- A name or an address is tried.
insert into attempts (subject, tried_at)
values ($subject, $now)
