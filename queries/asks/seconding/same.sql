-- A request that waits for just this.
-- reads facts: a request is no mart, it is told to who may decide it
-- key: request_id
select requests.request_id, requests.asked_by
from facts.request as requests
where requests.decision is null
    and requests.action = $action
    and requests.subject = $subject
    and requests.detail_json = $detail_json
limit 1
