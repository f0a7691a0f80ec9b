-- Every problem of placing an enterprise as of the date: nothing known, statements that disagree, doubts about its zone or its point.
-- key: subject_kind, subject_id, reason
with found as (

    select
        places.enterprise_id,
        unnest(
            string_split(concat_ws(';', case when places.area_code is null then 'place_unknown' end, places.placement_note), ';')
        ) as reason
    from intermediate.int_enterprise_places as places
    where places.area_code is null or places.placement_note is not null

),

named as (

    select areas.area_code as place_code, areas.name_zh, areas.name_en
    from reference.areas as areas
    union all
    select shapes.area_code, shapes.name_zh, shapes.name_en
    from reference.area_shapes as shapes
    where shapes.kind = 'exclusion'

)

select
    'enterprise' as subject_kind,
    found.enterprise_id as subject_id,
    found.reason,
    case found.reason
        when 'declared_differs_from_address' then concat_ws(' ≠ ', declared.name_zh, address.name_zh)
        when 'declared_differs_from_point' then concat_ws(' ≠ ', declared.name_zh, point.name_zh)
        when 'address_differs_from_point' then concat_ws(' ≠ ', address.name_zh, point.name_zh)
        when 'zone_differs_from_town' then concat_ws(' / ', coalesce(declared.name_zh, address.name_zh), enterprises.address)
        when 'zone_membership_unsettled' then address.name_zh
        when 'town_moved' then concat_ws(' → ', declared.name_zh, address.name_zh)
        when 'point_in_enclave' then point.name_zh
        when 'point_outside_city' then enterprises.coordinates_text
        when 'point_outside_china' then enterprises.coordinates_text
        when 'coordinates_unreadable' then enterprises.coordinates_text
        when 'place_unknown' then concat_ws(' ', enterprises.area_declared_text, enterprises.address, enterprises.coordinates_text)
    end as detail_zh,
    case found.reason
        when 'declared_differs_from_address' then concat_ws(' ≠ ', declared.name_en, address.name_en)
        when 'declared_differs_from_point' then concat_ws(' ≠ ', declared.name_en, point.name_en)
        when 'address_differs_from_point' then concat_ws(' ≠ ', address.name_en, point.name_en)
        when 'zone_differs_from_town' then concat_ws(' / ', coalesce(declared.name_en, address.name_en), enterprises.address)
        when 'zone_membership_unsettled' then address.name_en
        when 'town_moved' then concat_ws(' → ', declared.name_en, address.name_en)
        when 'point_in_enclave' then point.name_en
        when 'point_outside_city' then enterprises.coordinates_text
        when 'point_outside_china' then enterprises.coordinates_text
        when 'coordinates_unreadable' then enterprises.coordinates_text
        when 'place_unknown' then concat_ws(' ', enterprises.area_declared_text, enterprises.address, enterprises.coordinates_text)
    end as detail_en,
    case
        when found.reason in ('declared_differs_from_address', 'zone_differs_from_town', 'zone_membership_unsettled', 'town_moved') then 'address'
        when found.reason = 'place_unknown' then 'area_text'
        else 'coordinates_text'
    end as column_name
from found
inner join intermediate.int_place_statements as statements
    on found.enterprise_id = statements.enterprise_id
inner join staging.stg_enterprises as enterprises
    on found.enterprise_id = enterprises.enterprise_id
left join named as declared
    on statements.declared_area = declared.place_code
left join named as address
    on statements.address_area = address.place_code
left join named as point
    on coalesce(statements.point_area, statements.point_code) = point.place_code
