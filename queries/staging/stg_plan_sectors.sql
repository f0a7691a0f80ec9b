-- Sectors, with what the plan of the date asks about them: `is_focus` areas report on, `is_zero_report` is screened down to a zero report.
-- key: sector
with asked as (

    select report_sectors.sector, report_sectors.matrix
    from reference.report_sectors as report_sectors
    semi join (select years.plan_id from staging.stg_plan_years as years where years.is_current) as plan
        on report_sectors.plan_id = plan.plan_id

)

select
    sectors.sector,
    coalesce(bool_or(asked.matrix = 'reports'), false) as is_focus,
    coalesce(bool_or(asked.matrix = 'screening'), false) as is_zero_report
from reference.sectors as sectors
left join asked
    on sectors.sector = asked.sector
group by sectors.sector
