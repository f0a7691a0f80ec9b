-- Where each version of the subjects a batch tells of ends: at the start of the next one, or, in a voided batch, before it began, so that
-- what stood before is open again. Only versions that end otherwise than they say now.
-- Subselects, because DuckDB would hold the whole of a common table expression in memory: every version there is.
-- key: kind, version_row
select chain.kind, chain.version_row, chain.valid_to
from (
    select
        versions.kind, versions.version_row,
        versions.valid_to as ends,
        case
            when batch.voided_at is not null then versions.valid_from
            else
                lead(versions.valid_from) over (
                    partition by versions.kind, versions.subject_id, versions.attribute, batch.voided_at is null
                    order by versions.valid_from, batch.recorded_at, versions.batch_id
                )
        end as valid_to
    from (
        select 'enterprise' as kind, rowid as version_row, enterprise_id as subject_id, '' as attribute, valid_from, valid_to, batch_id
        from facts.enterprise
        where enterprise_id in (select enterprise_id from facts.enterprise where batch_id = $batch_id)
        union all
        select 'line' as kind, rowid as version_row, line_id as subject_id, '' as attribute, valid_from, valid_to, batch_id
        from facts.line
        where line_id in (select line_id from facts.line where batch_id = $batch_id)
        union all
        select 'measurement' as kind, rowid as version_row, subject_id, attribute, valid_from, valid_to, batch_id
        from facts.measurement
        where (subject_id, attribute) in (select (subject_id, attribute) from facts.measurement where batch_id = $batch_id)
    ) as versions
    inner join facts.import_batch as batch
        on versions.batch_id = batch.batch_id
) as chain
where chain.ends is distinct from chain.valid_to
