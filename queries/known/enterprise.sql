-- Versions of enterprises that files had told by the end of `known_on`, each true until the next of them: what came later, or was voided by then, closes
-- nothing. A version of no file stands as it is.
-- key: enterprise_id, valid_from, batch_id
select enterprise.* replace (
    case
        when batch.batch_id is null then enterprise.valid_to
        when batch.is_void then enterprise.valid_from
        else
            lead(enterprise.valid_from) over (
                partition by enterprise.enterprise_id, batch.batch_id is null, batch.is_void
                order by enterprise.valid_from, batch.recorded_at, enterprise.batch_id
            )
    end as valid_to
)
from facts.enterprise as enterprise
left join staging.stg_known_batches as batch
    on enterprise.batch_id = batch.batch_id
where batch.batch_id is not null or enterprise.batch_id is null
