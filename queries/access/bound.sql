-- The account that is bound to what a provider calls a person.
select
    accounts.name, accounts.role, accounts.areas, accounts.password, accounts.must_change, accounts.is_disabled,
    accounts.made_at, accounts.changed_at
from bindings
inner join accounts on accounts.name = bindings.name
where bindings.subject = $subject
