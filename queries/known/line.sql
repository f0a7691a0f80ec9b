-- Versions of lines that files had told by the end of `known_on`, each true until the next of them: what came later, or was voided by then, closes
-- nothing. A version of no file stands as it is.
-- key: line_id, valid_from, batch_id
select line.* replace (
    case
        when batch.batch_id is null then line.valid_to
        when batch.is_void then line.valid_from
        else
            lead(line.valid_from) over (
                partition by line.line_id, batch.batch_id is null, batch.is_void
                order by line.valid_from, batch.recorded_at, line.batch_id
            )
    end as valid_to
)
from facts.line as line
left join staging.stg_known_batches as batch
    on line.batch_id = batch.batch_id
where batch.batch_id is not null or line.batch_id is null
