-- Whether an area is one of those in `scope`, whose rows are kept; of what has no area, and where none is named, nothing is.
create or replace macro in_scope(code) as coalesce(list_contains(getvariable('scope')::varchar[], code), false)
