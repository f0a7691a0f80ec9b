-- stored: read by every page
-- Where every enterprise is counted, how it was placed and how sure that is.
-- key: enterprise_id
select
    enterprises.enterprise_id,
    coalesce(enterprises.area_declared, enterprises.area_by_address, enterprises.area_by_point) as area_code,
    case
        when enterprises.area_declared is not null then 'declared'
        when enterprises.area_by_address is not null then 'address'
        when enterprises.area_by_point is not null then 'coordinates'
        else 'none'
    end as located_by,
    case
        when enterprises.area_declared is null and enterprises.area_by_address is null and enterprises.area_by_point is null then 'none'
        else 'likely'
    end as located_confidence
from staging.stg_enterprises as enterprises
