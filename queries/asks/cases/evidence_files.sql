-- Every stored content with the cases it serves.
-- key: sha256
select
    evidence.sha256,
    min(evidence.file_name) as file_name,
    string_agg(distinct evidence.case_id, ';' order by evidence.case_id) as case_ids
from facts.evidence as evidence
group by evidence.sha256
order by evidence.sha256
