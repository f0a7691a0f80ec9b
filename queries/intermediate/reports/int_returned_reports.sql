-- Zeros of the screening that a later visit contradicted, each with the first such visit: the last statement before the visit is returned
-- where it was a zero, and stays so until the area states anew. The statement itself stays.
-- key: report_id
with contradicted as (

    select
        arg_max(reports.report_id, (reports.reported_on, reports.recorded_at)) as report_id,
        found.answered_on,
        found.inspection_plan_id
    from staging.stg_zero_contradictions as found
    inner join staging.stg_reports as reports
        on
            reports.matrix = 'screening'
            and found.area_code = reports.area_code
            and found.sector = reports.sector
            and found.answered_on >= reports.reported_on
    group by found.inspection_plan_id, found.enterprise_id, found.sector, found.answered_on
    having arg_max(reports.statement, (reports.reported_on, reports.recorded_at)) = 'zero'

)

select
    contradicted.report_id,
    min(contradicted.answered_on) as returned_on,
    arg_min(contradicted.inspection_plan_id, (contradicted.answered_on, contradicted.inspection_plan_id)) as returned_by
from contradicted
group by contradicted.report_id
