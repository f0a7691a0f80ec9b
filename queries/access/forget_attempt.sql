-- One attempt is forgiven: it succeeded.
delete from attempts
where attempt_id = $attempt_id
