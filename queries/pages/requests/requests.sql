-- Requests for a second person: what waits, the oldest first, or what was decided lately.
-- reads facts: a request is no mart, it is told to who may decide it
-- key: request_id
select
    requests.request_id,
    requests.action,
    coalesce(names.name, requests.action) as action_name,
    requests.subject,
    requests.case_ids,
    requests.detail_json ->> '$.before' as said_before,
    requests.detail_json ->> '$.after' as said_after,
    requests.detail_json ->> '$.reason' as reason,
    requests.detail_json ->> '$.document' as document_no,
    requests.asked_by,
    requests.recorded_at,
    requests.decision,
    requests.decided_by,
    requests.decided_at,
    requests.reason as decision_note
from facts.request as requests
left join marts.labels as names
    on names.kind = 'action' and requests.action = names.code
where (requests.decision is null) = $is_waiting
    and ($subject = '' or requests.subject = $subject or list_contains(requests.case_ids, $subject))
order by requests.decided_at desc nulls last, requests.recorded_at, requests.request_id
limit 200
