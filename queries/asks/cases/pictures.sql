-- Pictures of a dismantling with some contents that prove steps of other enterprises than a case's.
-- key: sha256, case_id
select distinct evidence.sha256, evidence.case_id
from facts.evidence as evidence
inner join intermediate.int_unreversed_steps as steps
    on evidence.step_id = steps.step_id
inner join facts.exit_case as exit_case
    on evidence.case_id = exit_case.case_id
inner join reference.evidence_kinds as kinds
    on evidence.kind = kinds.kind and kinds.media != '*'
where
    list_contains($sha256s, evidence.sha256)
    and exit_case.enterprise_id != (select own.enterprise_id from facts.exit_case as own where own.case_id = $case_id)
order by evidence.case_id
