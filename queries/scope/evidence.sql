-- Files that prove steps of these cases, and the documents of these goals.
-- key: evidence_id
select evidence.*
from facts.evidence as evidence
where
    evidence.case_id in (select own.case_id from scope.exit_case as own)
    or evidence.evidence_id in (select goals.evidence_id from scope.goal as goals)
