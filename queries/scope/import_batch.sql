-- Files that told of these enterprises, or were delivered for these areas. Of a file of the whole city the counts stay away: they count
-- the others' rows.
-- key: batch_id
select
    batches.* replace (
        case when in_scope(batches.area_code) then batches.row_count end as row_count,
        case when in_scope(batches.area_code) then batches.accepted_count end as accepted_count,
        case when in_scope(batches.area_code) then batches.rejected_count end as rejected_count,
        case when in_scope(batches.area_code) then batches.warning_count end as warning_count
    )
from facts.import_batch as batches
where
    in_scope(batches.area_code)
    or batches.batch_id in (
        select enterprises.batch_id
        from scope.enterprise as enterprises
        union all
        select lines.batch_id
        from scope.line as lines
        union all
        select measurements.batch_id
        from scope.measurement as measurements
    )
