-- One account by its name, however it is spelled.
select name, role, areas, password, must_change, is_disabled, made_at, changed_at
from accounts
where name_key(name) = name_key($name)
order by made_at
limit 1
