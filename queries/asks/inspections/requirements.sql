-- What the law asks of an inspection on a day.
-- key: requirement
select requirements.requirement, requirements.clause
from reference.inspection_requirements as requirements
where requirements.effective_from <= $on::date
order by requirements.position
