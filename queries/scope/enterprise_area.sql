-- The area each enterprise belongs to: where it is counted on the date, and of one that was merged into another, where that one is. What
-- could not be placed belongs to none.
-- key: enterprise_id
with recursive merged as (

    select enterprise.enterprise_id, enterprise.merged_into
    from facts.enterprise as enterprise
    where
        enterprise.merged_into is not null
        and enterprise.valid_from <= coalesce(getvariable('as_of')::date, current_date)
        and (enterprise.valid_to is null or enterprise.valid_to > coalesce(getvariable('as_of')::date, current_date))

),

became as (

    select merged.enterprise_id, merged.merged_into
    from merged
    union
    select became.enterprise_id, merged.merged_into
    from became
    inner join merged
        on became.merged_into = merged.enterprise_id

)

select places.enterprise_id, places.area_code
from intermediate.int_enterprise_places as places
where places.area_code is not null

union all

select became.enterprise_id, min(places.area_code)
from became
inner join intermediate.int_enterprise_places as places
    on became.merged_into = places.enterprise_id and places.area_code is not null
anti join intermediate.int_enterprise_places as own
    on became.enterprise_id = own.enterprise_id and own.area_code is not null
group by became.enterprise_id
