-- Every case is about an enterprise and lines that the register knew on the day it was opened: a batch voided since took them away.
select orphans.case_id, orphans.subject_id, orphans.opened_on
from intermediate.int_case_orphans as orphans
