-- Whether the reader sees a row of an area that is told of every area: all of them without a `scope`, else those in it; what is the city's
-- (null) only without one. Another area's empty row would say that it has nothing.
create or replace macro in_sight(code) as getvariable('scope') is null or in_scope(code)
