-- An account that is let in no more.
update accounts
set is_disabled = 1, changed_at = $now
where name = $name
