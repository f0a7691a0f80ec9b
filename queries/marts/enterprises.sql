-- Every enterprise with its place, how it was placed, and how many of its lines have which verdict.
-- key: enterprise_id
with counted as (

    select
        lines.enterprise_id,
        count(*) as line_count,
        count(*) filter (where lines.verdict = 'outdated') as outdated_lines,
        arg_min(lines.verdict, verdicts.severity) as gravest_verdict,
        arg_min(lines.sector, verdicts.severity) as main_sector
    from intermediate.int_lines as lines
    inner join reference.verdicts as verdicts
        on lines.verdict = verdicts.verdict
    group by lines.enterprise_id

)

select
    enterprises.enterprise_id,
    enterprises.enterprise_name,
    enterprises.credit_code,
    enterprises.former_names,
    enterprises.address,
    places.area_code,
    case when coalesce(getvariable('lang'), 'zh') = 'en' then areas.name_en else areas.name_zh end as area_name,
    places.* exclude (enterprise_id, area_code),
    enterprises.area_declared,
    enterprises.area_declared_text,
    enterprises.area_by_address,
    enterprises.town_code,
    enterprises.area_by_point,
    enterprises.lon,
    enterprises.lat,
    enterprises.lon_given,
    enterprises.lat_given,
    enterprises.coordinates_text,
    enterprises.datum,
    enterprises.datum_basis,
    enterprises.industry_code,
    enterprises.industry_edition,
    enterprises.scale,
    enterprises.contact_name,
    enterprises.contact_phone,
    coalesce(counted.line_count, 0) as line_count,
    coalesce(counted.outdated_lines, 0) as outdated_lines,
    counted.gravest_verdict,
    counted.main_sector,
    enterprises.batch_id,
    enterprises.row_ref,
    enterprises.valid_from
from staging.stg_enterprises as enterprises
inner join intermediate.int_enterprise_places as places
    on enterprises.enterprise_id = places.enterprise_id
left join counted
    on enterprises.enterprise_id = counted.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code
