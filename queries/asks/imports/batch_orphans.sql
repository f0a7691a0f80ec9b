-- Cases that lose an enterprise or a line with a batch, asked once it is marked void: those it told of and nobody else.
-- key: case_id
with told as (

    select line.line_id as subject_id
    from facts.line as line
    where line.batch_id = $batch_id
    union all
    select enterprise.enterprise_id
    from facts.enterprise as enterprise
    where enterprise.batch_id = $batch_id

)

select distinct orphans.case_id
from intermediate.int_case_orphans as orphans
semi join told
    on orphans.subject_id = told.subject_id
order by orphans.case_id
