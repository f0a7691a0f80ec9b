-- Close each version at the start of the next one, for every subject a batch touched: versions of a voided batch get an empty
-- interval, and what stood before is open again.
update facts.line
set valid_to = chain.valid_to
from (
    select
        line.line_id, line.valid_from,
        line.batch_id,
        case
            when batch.voided_at is not null then line.valid_from
            else
                lead(line.valid_from) over (
                    partition by line.line_id, batch.voided_at is null
                    order by line.valid_from, batch.recorded_at, line.batch_id
                )
        end as valid_to
    from facts.line as line
    inner join facts.import_batch as batch
        on line.batch_id = batch.batch_id
    where (line.line_id) in (
        select (line.line_id)
        from facts.line as line
        where line.batch_id = $batch_id
    )
) as chain
where
    line.batch_id = chain.batch_id
    and line.valid_from = chain.valid_from
    and line.line_id = chain.line_id
    and line.valid_to is distinct from chain.valid_to
