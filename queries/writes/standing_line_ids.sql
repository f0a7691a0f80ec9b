-- Which of these ids a line of the register bears already.
-- key: line_id
with asked as (

    select unnest($line_ids::varchar[]) as line_id

)

select distinct line.line_id
from facts.line as line
semi join asked
    on line.line_id = asked.line_id
where line.valid_to is null or line.valid_to > line.valid_from
