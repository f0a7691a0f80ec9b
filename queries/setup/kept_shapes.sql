-- Every polygon of the register with its exact outline.
-- key: area_code, kind
select shapes.area_code, shapes.kind, shapes.name_zh, shapes.name_en, shapes.host_area, shapes.source, shapes.shape
from reference.area_shapes as shapes
order by shapes.kind, shapes.area_code
