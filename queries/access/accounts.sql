-- Every account, in the order they were made.
select
    accounts.name,
    accounts.role,
    accounts.areas,
    accounts.password,
    accounts.must_change,
    accounts.is_disabled,
    accounts.made_at,
    accounts.changed_at
from accounts
order by accounts.made_at, accounts.name
