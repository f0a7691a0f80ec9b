-- A file that proves a step, by its id, whatever the day; no row for one of another area than the reader sees.
-- key: evidence_id
select evidence.evidence_id, evidence.sha256, evidence.mime, evidence.file_name
from facts.evidence as evidence
where evidence.evidence_id = $evidence_id
