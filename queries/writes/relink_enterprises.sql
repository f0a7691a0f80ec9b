-- Close each version at the start of the next one, for every subject a batch touched: versions of a voided batch get an empty
-- interval, and what stood before is open again.
update facts.enterprise
set valid_to = chain.valid_to
from (
    select
        enterprise.enterprise_id, enterprise.valid_from,
        enterprise.batch_id,
        case
            when batch.voided_at is not null then enterprise.valid_from
            else
                lead(enterprise.valid_from) over (
                    partition by enterprise.enterprise_id, batch.voided_at is null
                    order by enterprise.valid_from, batch.recorded_at, enterprise.batch_id
                )
        end as valid_to
    from facts.enterprise as enterprise
    inner join facts.import_batch as batch
        on enterprise.batch_id = batch.batch_id
    where (enterprise.enterprise_id) in (
        select (enterprise.enterprise_id)
        from facts.enterprise as enterprise
        where enterprise.batch_id = $batch_id
    )
) as chain
where
    enterprise.batch_id = chain.batch_id
    and enterprise.valid_from = chain.valid_from
    and enterprise.enterprise_id = chain.enterprise_id
    and enterprise.valid_to is distinct from chain.valid_to
