-- Pictures of a dismantling (by content) that prove steps of more than one case, with every other case they prove. Within an enterprise
-- one picture may show two lines, and the reader is told; it cannot show the plants of two enterprises.
-- key: sha256, case_id, other_case_id
with pictures as (

    select distinct evidence.sha256, evidence.case_id, exit_case.enterprise_id
    from staging.stg_evidence as evidence
    inner join intermediate.int_unreversed_steps as steps
        on evidence.step_id = steps.step_id
    inner join facts.exit_case as exit_case
        on evidence.case_id = exit_case.case_id
    inner join reference.evidence_kinds as kinds
        on evidence.kind = kinds.kind and kinds.media != '*'

)

select
    pictures.sha256,
    pictures.case_id,
    others.case_id as other_case_id,
    pictures.enterprise_id != others.enterprise_id as is_other_enterprise
from pictures
inner join pictures as others
    on pictures.sha256 = others.sha256 and pictures.case_id != others.case_id
