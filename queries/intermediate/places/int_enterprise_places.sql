-- stored: read by every page
-- Where every enterprise is counted, how it was placed and how sure that is: by what it declares, else its address, else its point.
-- A host county gives way to the zone that address or point name; contradictions are noted, and the declared area stands until mended.
-- `position` numbers the enterprises in official order: areas as the city lists them, unplaced last, then by name.
-- key: enterprise_id
with decided as (

    select
        statements.*,
        case
            when statements.declared_kind = 'county' and statements.address_kind = 'zone' and statements.address_county = statements.declared_area
                then 'address'
            when statements.is_moved_town then 'address'
            when statements.declared_kind = 'county' and statements.point_kind = 'zone' and statements.point_county = statements.declared_area
                then 'coordinates'
            when statements.declared_area is not null then 'declared'
            when statements.address_area is not null then 'address'
            when statements.point_area is not null then 'coordinates'
            else 'none'
        end as located_by
    from intermediate.int_place_statements as statements

),

noted as (

    select
        decided.*,
        case decided.located_by
            when 'declared' then decided.declared_area
            when 'address' then decided.address_area
            when 'coordinates' then decided.point_area
        end as area_code,
        list_filter(
            [
                case
                    when not decided.is_moved_town and decided.declared_county != decided.address_county then 'declared_differs_from_address'
                    when decided.declared_kind = 'zone' and decided.address_kind = 'zone' and decided.declared_area != decided.address_area
                        then 'declared_differs_from_address'
                end,
                case
                    when not decided.is_moved_town and decided.declared_county != decided.point_county then 'declared_differs_from_point'
                    when decided.declared_kind = 'zone' and decided.point_kind = 'zone' and decided.declared_area != decided.point_area
                        then 'declared_differs_from_point'
                end,
                case
                    when (decided.declared_area is null or decided.is_moved_town) and decided.address_county != decided.point_county
                        then 'address_differs_from_point'
                end,
                case when decided.is_outside_city then 'point_outside_city' end,
                case when decided.is_outside_china then 'point_outside_china' end,
                case when decided.is_in_enclave then 'point_in_enclave' end
            ],
            lambda note: note is not null
        ) as contradictions,
        list_filter(
            [
                case when decided.is_moved_town then 'town_moved' end,
                case when decided.is_unreadable_point then 'coordinates_unreadable' end,
                case
                    when decided.address_kind = 'zone' and decided.town_area != decided.address_area then 'zone_differs_from_town'
                    when decided.declared_kind = 'zone' and decided.address_kind = 'county' and decided.town_area is not null
                        and decided.declared_county = decided.address_county then 'zone_differs_from_town'
                end,
                case
                    when decided.located_by = 'address' and not decided.is_town_settled and decided.town_area = decided.address_area
                        then 'zone_membership_unsettled'
                end
            ],
            lambda note: note is not null
        ) as doubts
    from decided

)

select
    noted.enterprise_id,
    noted.area_code,
    noted.located_by,
    case
        when noted.located_by = 'none' then 'none'
        when len(noted.contradictions) > 0 then 'contradicted'
        when list_contains(noted.doubts, 'zone_membership_unsettled') then 'weak'
        when noted.located_by = 'coordinates' and noted.declared_area is null
            then case when noted.datum_basis = 'assumed' then 'weak' else 'likely' end
        when noted.located_by = 'declared' and noted.area_code in (noted.address_area, noted.point_area) then 'certain'
        when noted.located_by = 'address' and noted.area_code = noted.point_area then 'certain'
        else 'likely'
    end as located_confidence,
    nullif(array_to_string(list_concat(noted.contradictions, noted.doubts), ';'), '') as placement_note,
    len(noted.contradictions) > 0 as is_contradicted,
    row_number() over (order by areas.position nulls last, enterprises.enterprise_name, noted.enterprise_id) as position
from noted
inner join staging.stg_enterprises as enterprises
    on noted.enterprise_id = enterprises.enterprise_id
left join reference.areas as areas
    on noted.area_code = areas.area_code
