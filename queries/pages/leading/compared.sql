-- The day with which a page compares when nobody chose one: the date of the last frozen report before the page's, else a month earlier
-- (`is_frozen` tells which).
-- key: since
with frozen as (

    select max(freezes.as_of) as frozen_on
    from marts.frozen_reports as freezes
    where freezes.as_of < coalesce(getvariable('as_of')::date, current_date)

)

select
    coalesce(frozen.frozen_on, (coalesce(getvariable('as_of')::date, current_date) - interval 1 month)::date) as since,
    frozen.frozen_on is not null as is_frozen
from frozen
