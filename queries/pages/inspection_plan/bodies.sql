-- The bodies that inspect enterprises, in the order of the file.
-- key: body
select bodies.body, said(bodies.body, bodies.name_en) as body_name
from reference.inspecting_bodies as bodies
where not bodies.is_coordinating
order by bodies.position
