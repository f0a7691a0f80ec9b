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
semi join (select unnest($case_ids::varchar[]) as case_id) as asked
    on evidence.case_id = asked.case_id
order by evidence.evidence_id
