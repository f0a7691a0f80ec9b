-- The centre of an area, and where those of the named enterprises are that lie in it; one row without an enterprise where none does.
-- key: enterprise_id
select areas.centre_lon, areas.centre_lat, enterprises.enterprise_id, enterprises.lon, enterprises.lat
from reference.areas as areas
left join intermediate.int_enterprises as enterprises
    on areas.area_code = enterprises.area_code and list_contains($enterprise_ids::varchar[], enterprises.enterprise_id)
where areas.area_code = $area
