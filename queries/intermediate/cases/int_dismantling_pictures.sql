-- Pictures of a dismantling (by content) that prove a step of a case, with the enterprise the case is about.
-- key: sha256, case_id
select distinct evidence.sha256, evidence.case_id, exit_case.enterprise_id
from staging.stg_evidence as evidence
inner join intermediate.int_unreversed_steps as steps
    on evidence.step_id = steps.step_id
inner join facts.exit_case as exit_case
    on evidence.case_id = exit_case.case_id
inner join reference.evidence_kinds as kinds
    on evidence.kind = kinds.kind and kinds.media != '*'
