-- Every session of an account ends.
delete from sessions
where name = $name
