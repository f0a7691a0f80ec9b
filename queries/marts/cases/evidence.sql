-- Files that prove steps taken by the date. `other_case_ids`: cases that the same picture of a dismantling proves as well. `taken_at` is the camera's local time; positions are WGS84.
-- key: evidence_id
with shared as (

    select
        pictures.sha256,
        pictures.case_id,
        string_agg(pictures.other_case_id, ';' order by pictures.other_case_id) as other_case_ids
    from intermediate.int_shared_pictures as pictures
    group by pictures.sha256, pictures.case_id

)

select
    evidence.evidence_id,
    evidence.case_id,
    evidence.step_id,
    case_steps.step,
    said(steps.name_zh, steps.name_en) as step_name,
    case_steps.happened_on,
    evidence.kind,
    said(kinds.name_zh, kinds.name_en) as kind_name,
    evidence.file_name,
    evidence.mime,
    evidence.byte_count,
    evidence.sha256,
    evidence.taken_at,
    evidence.lon,
    evidence.lat,
    coalesce(evidence.is_exif_unreadable, false) as is_exif_unreadable,
    reversals.step_id is not null as is_reversed,
    shared.other_case_ids,
    evidence.added_on,
    evidence.actor,
    evidence.recorded_at
from staging.stg_evidence as evidence
inner join staging.stg_case_steps as case_steps
    on evidence.step_id = case_steps.step_id
inner join reference.steps as steps
    on case_steps.step = steps.step
inner join reference.evidence_kinds as kinds
    on evidence.kind = kinds.kind
left join facts.case_step as reversals
    on reversals.step = 'reversal' and case_steps.step_id = reversals.reverses
left join shared
    on evidence.sha256 = shared.sha256 and evidence.case_id = shared.case_id
