-- The verdicts of the areas add up to the lines of the register.
select counted.line_count, register.line_count
from (select sum(counts.line_count) as line_count from intermediate.int_area_counts as counts) as counted
cross join (select count(*) as line_count from staging.stg_lines) as register
where coalesce(counted.line_count, 0) != register.line_count
