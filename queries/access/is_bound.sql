-- Whether an account is bound to somebody a provider vouches for.
select exists (select 1 from bindings where name = $name) as is_there
