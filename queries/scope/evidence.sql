-- Files that prove steps of these cases, the documents of these goals, and the pictures of these visits.
-- key: evidence_id
select evidence.*
from facts.evidence as evidence
where
    evidence.case_id in (select own.case_id from scope.exit_case as own)
    or evidence.evidence_id in (select goals.evidence_id from scope.goal as goals)
    or evidence.evidence_id in (select unnest(answers.evidence_ids) from scope.inspection_answer as answers)
