-- The open versions of some enterprises with the last day on which a version of them or of their lines begins.
-- key: enterprise_id
select
    enterprise.enterprise_id,
    enterprise.enterprise_name,
    enterprise.merged_into,
    greatest(enterprise.valid_from, coalesce(max(line.valid_from), enterprise.valid_from)) as known_since,
    list(line.line_id) as line_ids,
    (select bool_or(batch.is_demo) from facts.import_batch as batch) as is_demo
from facts.enterprise as enterprise
left join facts.line as line
    on enterprise.enterprise_id = line.enterprise_id and line.valid_to is null
where enterprise.valid_to is null and enterprise.enterprise_id in (select unnest($enterprises))
group by enterprise.enterprise_id, enterprise.enterprise_name, enterprise.merged_into, enterprise.valid_from
