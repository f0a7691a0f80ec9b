-- Old attempts are forgotten.
delete from attempts
where tried_at <= $since
