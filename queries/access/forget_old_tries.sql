-- Old tries are forgotten.
delete from tries
where tried_at <= $since
