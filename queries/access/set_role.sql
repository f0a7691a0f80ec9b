-- Another role or other areas of an account.
update accounts
set role = $role, areas = $areas, changed_at = $now
where name = $name
