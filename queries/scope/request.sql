-- Requests about exit cases of these areas alone; the others are the city's.
-- key: request_id
select requests.*
from facts.request as requests
where
    len(requests.case_ids) > 0
    and list_has_all((select list(own.case_id) from scope.exit_case as own), requests.case_ids)
