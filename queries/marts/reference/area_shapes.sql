-- Every area with what a map needs: its outline, or for a zone without a published polygon the centre of a labelled circle; also the
-- outline of the city (kind city) and ground inside it that belongs to another city (kind exclusion). Degrees, WGS84.
-- key: area_code, kind
with drawn as (

    select
        coalesce(areas.area_code, shapes.area_code) as area_code,
        coalesce(areas.kind, shapes.kind) as kind,
        coalesce(areas.name_zh, shapes.name_zh) as name_zh,
        coalesce(areas.name_en, shapes.name_en) as name_en,
        coalesce(areas.short_zh, shapes.name_zh) as short_zh,
        coalesce(areas.short_en, shapes.name_en) as short_en,
        coalesce(areas.host_area, shapes.host_area) as host_area,
        coalesce(areas.centre_lon::double, shapes.label_lon) as centre_lon,
        coalesce(areas.centre_lat::double, shapes.label_lat) as centre_lat,
        coalesce(shapes.label_lon, areas.centre_lon::double) as label_lon,
        coalesce(shapes.label_lat, areas.centre_lat::double) as label_lat,
        shapes.geojson,
        case when shapes.geojson is null then 'circle' else 'polygon' end as drawn_as,
        coalesce(shapes.source, areas.source) as source,
        areas.position
    from reference.areas as areas
    full join (select * from reference.area_shapes where kind != 'town') as shapes
        on areas.area_code = shapes.area_code and shapes.kind in ('county', 'zone')

)

select
    drawn.area_code,
    said(drawn.name_zh, drawn.name_en) as area_name,
    said(drawn.short_zh, drawn.short_en) as area_label,
    drawn.* exclude (area_code, name_zh, name_en, short_zh, short_en)
from drawn
