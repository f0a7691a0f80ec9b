-- An account is bound to what a provider calls a person.
insert into bindings (subject, name)
values ($subject, $name)
