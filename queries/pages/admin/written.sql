-- Every committed change, the newest first: who with whom, what before and after, and the rest of what it was told.
-- reads facts: the audit is no mart, it is for the administrator alone
-- key: version
select
    audit.version,
    audit.recorded_at,
    audit.actor,
    audit.detail_json ->> '$.second' as second_person,
    coalesce(names.name, audit.action) as action_name,
    audit.subject,
    audit.detail_json ->> '$.before' as said_before,
    audit.detail_json ->> '$.after' as said_after,
    nullif(audit.detail_json, '{}') as note,
    count(*) over () as total_count
from facts.audit as audit
left join marts.labels as names
    on names.kind = 'action' and audit.action = names.code
where ($action = '' or audit.action = $action)
    and ($who = '' or $who in (audit.actor, audit.detail_json ->> '$.second'))
    and ($q = '' or contains(lower(concat_ws(' ', audit.actor, audit.subject, audit.detail_json)), lower($q)))
    and audit.recorded_at >= $first::date
    and audit.recorded_at < $last::date + 1
order by audit.version desc
limit $size offset $start
