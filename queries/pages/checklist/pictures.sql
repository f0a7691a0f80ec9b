-- The pictures of the answers to a checklist at a visit.
-- key: evidence_id
select pictures.*
from marts.inspection_pictures as pictures
where pictures.inspection_plan_id = $plan and pictures.enterprise_id = $enterprise and pictures.checklist = $checklist
order by pictures.item, pictures.line_id, pictures.evidence_id
