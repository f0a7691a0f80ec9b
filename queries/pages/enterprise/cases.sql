-- Cases of an enterprise, open ones first, then the latest.
-- key: case_id
select cases.*
from marts.cases as cases
where cases.enterprise_id = $enterprise
order by cases.is_open desc, cases.opened_on desc, cases.case_id
