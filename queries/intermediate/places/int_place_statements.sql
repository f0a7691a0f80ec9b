-- What every enterprise says of its place, side by side: the area it declares, the area of its address and the area of its point,
-- each with the county it lies in (a zone lies in its host county). Zones follow from the town as of the date.
-- key: enterprise_id
with places as (

    select areas.area_code, areas.area_code as place_code, areas.kind, coalesce(areas.host_area, areas.area_code) as county_code, true as is_settled
    from reference.areas as areas
    union all
    select
        coalesce(zones.area_code, counties.county_code),
        counties.town_code,
        case when zones.area_code is null then 'county' else 'zone' end,
        counties.county_code,
        coalesce(zones.is_settled, true)
    from intermediate.int_town_counties as counties
    left join intermediate.int_town_zones as zones
        on counties.town_code = zones.town_code

)

select
    enterprises.enterprise_id,
    declared.area_code as declared_area,
    declared.kind as declared_kind,
    declared.county_code as declared_county,
    case when named.kind = 'zone' then named.area_code else coalesce(town.area_code, named.area_code) end as address_area,
    case when named.kind = 'zone' then 'zone' else coalesce(town.kind, named.kind) end as address_kind,
    coalesce(town.county_code, named.county_code) as address_county,
    town.area_code as town_area,
    town.is_settled as is_town_settled,
    moved_towns.town_code is not null as is_moved_town,
    point.area_code as point_area,
    point.kind as point_kind,
    point.county_code as point_county,
    enterprises.area_by_point as point_code,
    enterprises.datum_basis,
    enterprises.lon is not null and enterprises.area_by_point is null as is_outside_city,
    enterprises.area_by_point is not null and point.area_code is null as is_in_enclave,
    enterprises.coordinates_text is not null and enterprises.lon_given is null as is_unreadable_point,
    enterprises.lon_given is not null and enterprises.lon is null as is_outside_china
from staging.stg_enterprises as enterprises
left join places as declared
    on enterprises.area_declared = declared.place_code
left join places as named
    on enterprises.area_by_address = named.place_code
left join places as town
    on enterprises.town_code = town.place_code
left join places as point
    on enterprises.area_by_point = point.place_code
left join reference.moved_towns as moved_towns
    on enterprises.town_code = moved_towns.town_code
    and declared.county_code = moved_towns.from_county
    and town.county_code != moved_towns.from_county
