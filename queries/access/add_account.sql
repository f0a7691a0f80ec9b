-- A new account; a name that is taken is refused by the table's key.
insert into accounts (name, role, areas, password, must_change, is_disabled, made_at, changed_at)
values ($name, $role, $areas, $password, $must_change, 0, $now, $now)
