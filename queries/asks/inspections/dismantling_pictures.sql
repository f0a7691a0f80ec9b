-- Pictures of a dismantling before, during and after it, and those the acceptance took on site (scrapped goods, destination).
-- key: evidence_id
select evidence.evidence_id, evidence.kind, evidence.kind_name, evidence.sha256, evidence.mime, evidence.taken_at
from marts.evidence as evidence
where evidence.case_id = $case and not evidence.is_reversed and evidence.mime like 'image/%' and evidence.kind in ('before', 'during', 'after')
union all
select pictures.evidence_id, 'scrapped', said('报废和现场核实', 'scrapped, seen on site') as kind_name, pictures.sha256, pictures.mime, pictures.taken_at
from marts.inspection_pictures as pictures
where
    pictures.enterprise_id = $enterprise
    and pictures.checklist = 'acceptance'
    and pictures.inspection_plan_id = (
        select arg_max(answers.inspection_plan_id, answers.recorded_at)
        from marts.inspection_answers as answers
        where answers.enterprise_id = $enterprise and answers.checklist = 'acceptance'
    )
order by evidence_id
