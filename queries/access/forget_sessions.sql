-- Sessions whose time is over are forgotten.
delete from sessions
where seen_at <= $now - $idle or begun_at <= $now - $life
