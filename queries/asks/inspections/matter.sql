-- A body with one of its published matters; without a matter of this name the body alone, and no row for a body that is not listed.
-- key: body
select bodies.body, bodies.is_coordinating, matters.matter, matters.yearly_cap
from reference.inspecting_bodies as bodies
left join reference.inspection_matters as matters
    on bodies.body = matters.body and matters.matter = $matter
where bodies.body = $body
