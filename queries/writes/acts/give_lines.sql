-- From a day some lines belong to another enterprise.
insert into facts.line by name
select line.* replace ($enterprise as enterprise_id, $valid_on as valid_from, $batch_id as batch_id, '' as row_ref)
from facts.line as line
where line.valid_to is null and line.line_id in (select unnest($lines))
