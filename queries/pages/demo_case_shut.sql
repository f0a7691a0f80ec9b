-- Areas and sectors in which cases had shut lines by the date, of which areas write to the city.
-- key: area_code, sector
with shut as (

    select cases.enterprise_id, unnest(cases.line_ids) as line_id
    from intermediate.int_case_states as cases
    where cases.shut_down_on is not null

)

select distinct places.area_code, lines.sector
from shut
inner join staging.stg_lines as lines
    on shut.line_id = lines.line_id
inner join intermediate.int_enterprise_places as places
    on shut.enterprise_id = places.enterprise_id
