-- Which of these ids a line of the register bears already.
-- key: line_id
select distinct line.line_id
from facts.line as line
semi join asked_lines as asked
    on line.line_id = asked.line_id
where line.valid_to is null or line.valid_to > line.valid_from
