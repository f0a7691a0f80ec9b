-- No two cases that stand are about the same line or enterprise under the same rule or finding.
select rivals.subject_id, rivals.basis, rivals.case_id, rivals.rival_id
from intermediate.int_case_rivals as rivals
where rivals.case_id < rivals.rival_id
