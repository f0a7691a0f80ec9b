-- The matters on which bodies inspect, in their order.
-- key: matter
select
    matters.matter,
    said(matters.name_zh, matters.name_en) as matter_name,
    matters.body,
    said(bodies.body, bodies.name_en) as body_name,
    matters.yearly_cap
from reference.inspection_matters as matters
inner join reference.inspecting_bodies as bodies
    on matters.body = bodies.body
order by matters.position
