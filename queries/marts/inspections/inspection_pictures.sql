-- Every picture that belongs to an answer that stands: of what was seen, or of a signature. `taken_at` is the camera's local time;
-- positions are WGS84.
-- key: evidence_id
select
    evidence.evidence_id,
    pictures.answer_id,
    pictures.inspection_plan_id,
    pictures.area_code,
    pictures.area_name,
    pictures.enterprise_id,
    pictures.enterprise_name,
    pictures.checklist,
    pictures.item,
    pictures.line_id,
    pictures.question,
    evidence.file_name,
    evidence.mime,
    evidence.byte_count,
    evidence.sha256,
    evidence.taken_at,
    evidence.lon,
    evidence.lat,
    evidence.actor,
    evidence.recorded_at
from (
    select
        answers.* exclude (actor, recorded_at),
        unnest(given.evidence_ids) as evidence_id
    from marts.inspection_answers as answers
    inner join staging.stg_inspection_answers as given
        on answers.answer_id = given.answer_id
) as pictures
inner join staging.stg_evidence as evidence
    on pictures.evidence_id = evidence.evidence_id
