-- What was tried of a name is forgiven.
delete from attempts
where subject = $subject
