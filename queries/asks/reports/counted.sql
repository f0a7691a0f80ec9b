-- Cases of the exit list that count as exits on the date, with a day of exit since `$since`: those that must stand in the public notice.
-- key: case_id
select cases.case_id
from intermediate.int_case_states as cases
where cases.exit_day >= $since
