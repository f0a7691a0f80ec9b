-- Of some cases, the day each was put into the public notice; empty while it is in none.
-- key: case_id
select cases.case_id, cases.publicised_on
from intermediate.int_case_states as cases
where list_contains($case_ids, cases.case_id)
