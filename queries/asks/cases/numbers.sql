-- The last running number given to a case in each area and year (371503-2022).
-- key: series
with numbered as (

    select
        regexp_extract(exit_case.case_id, '^(.+)-(\d+)$', 1) as series,
        try_cast(regexp_extract(exit_case.case_id, '^(.+)-(\d+)$', 2) as integer) as number
    from facts.exit_case as exit_case

)

select numbered.series, max(numbered.number) as last_number
from numbered
where numbered.number is not null
group by numbered.series
