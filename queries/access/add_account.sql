-- A new account, unless its name is taken in some spelling.
insert into accounts (name, role, areas, password, must_change, is_disabled, made_at, changed_at)
select $name, $role, $areas, $password, $must_change, 0, $now, $now
where not exists (select 1 from accounts where name_key(name) = name_key($name))
