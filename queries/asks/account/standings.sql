-- The name of the table with the standings of the date, for a later date to be compared with (the variable `before` of int_bridge).
-- key: before
select current_catalog() || '.intermediate.int_standing' as before
