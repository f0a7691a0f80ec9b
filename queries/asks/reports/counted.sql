-- Cases of the exit list that count as exits on the date, shut since `$since`: those that must stand in the public notice.
-- key: case_id
select cases.case_id
from intermediate.int_case_states as cases
where cases.is_exit_counted and cases.shut_down_on >= $since
