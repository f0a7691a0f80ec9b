-- Whether a row lies in the area a page is asked for: `wanted` is an area, `unplaced` for what lies in none, or empty for all.
create or replace macro in_area(code, wanted) as wanted = '' or coalesce(code, 'unplaced') = wanted
