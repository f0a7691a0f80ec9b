-- Versions of lines of these enterprises; a line that was given to another enterprise is theirs as long as it was.
-- key: line_id, valid_from, batch_id
select line.*
from facts.line as line
where line.enterprise_id in (select own.enterprise_id from scope.enterprise as own)
