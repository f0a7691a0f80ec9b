-- The kinds of changes there were.
-- reads facts: the audit is no mart, it is for the administrator alone
-- key: action
select distinct
    audit.action,
    coalesce(names.name, audit.action) as action_name
from facts.audit as audit
left join marts.labels as names
    on names.kind = 'action' and audit.action = names.code
order by action_name
