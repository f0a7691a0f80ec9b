-- A new password lets the account in again.
update accounts
set password = $password, must_change = $must_change, is_disabled = 0, changed_at = $now
where name = $name
