-- The date a register of demonstration data alone opens on: the last day of the year of the plan that governed when the last of it was told;
-- empty where any standing batch is real, or none is there. It is the same on every date.
-- reads staging: no mart says which plan governed on a day.
-- key: opens_on
with told as (

    select
        max(coalesce(batches.valid_on, batches.recorded_at::date)) as last_on,
        bool_and(coalesce(batches.is_demo, false)) as is_all_demo
    from marts.batches as batches
    where batches.voided_at is null

)

select make_date(year(years.effective_from), 12, 31) as opens_on
from told
inner join staging.stg_plan_years as years
    on told.is_all_demo and told.last_on between years.from_day and years.until_day
