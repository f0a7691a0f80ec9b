-- The cases that stand beside a case about the same subject under the same rule or finding, as the refusal names them.
-- key: case_id, subject
select rivals.subject_id as subject, rivals.basis as rule_id, rivals.rival_id as case_id
from intermediate.int_case_rivals as rivals
where rivals.case_id = $case_id
