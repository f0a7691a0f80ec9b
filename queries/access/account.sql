-- One account by its name.
select name, role, areas, password, must_change, is_disabled, made_at, changed_at
from accounts
where name = $name
