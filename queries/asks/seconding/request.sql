-- One request.
-- reads facts: a request is no mart, it is told to who may decide it
-- key: request_id
select requests.*
from facts.request as requests
where requests.request_id = $request_id
