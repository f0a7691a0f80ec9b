-- The files of some cases.
-- key: evidence_id
select
    evidence.evidence_id,
    evidence.case_id,
    evidence.step_id,
    evidence.kind,
    evidence.sha256,
    evidence.mime,
    evidence.file_name
from facts.evidence as evidence
where list_contains($case_ids, evidence.case_id)
order by evidence.evidence_id
