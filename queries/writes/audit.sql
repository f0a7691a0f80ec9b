-- Append the audit row of a change; its version is the next one.
insert into facts.audit
select
    coalesce(max(audit.version), 0) + 1 as version,
    $recorded_at as recorded_at,
    $actor as actor,
    $action as action,
    $subject as subject,
    $detail_json as detail_json
from facts.audit as audit
