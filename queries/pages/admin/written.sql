-- Every committed change, the newest first; of what it was told, the note.
-- reads facts: the audit is no mart, it is for the administrator alone
-- key: version
select
    audit.version,
    audit.recorded_at,
    audit.actor,
    coalesce(names.name, audit.action) as action_name,
    audit.subject,
    nullif(audit.detail_json, '{}') as note,
    count(*) over () as total_count
from facts.audit as audit
left join marts.labels as names
    on names.kind = 'action' and audit.action = names.code
where ($action = '' or audit.action = $action)
    and ($q = '' or contains(lower(concat_ws(' ', audit.actor, audit.subject, audit.detail_json)), lower($q)))
order by audit.version desc
limit $size offset $start
