-- Every statement an area owes: per period in which areas report, matrix, area and sector of the period's plan, with what stands and when something was
-- first said, be it withdrawn since. Silence stays empty: it is neither a report nor a zero. Statements and lateness are those of
-- `stated_by`, which is the date itself when it is not set.
-- key: period, matrix, area_code, sector
with firsts as (

    select report.period, report.matrix, report.area_code, report.sector, min(report.reported_on) as first_reported_on
    from facts.report as report
    where
        report.withdraws is null
        and report.reported_on <= coalesce(getvariable('stated_by')::date, getvariable('as_of')::date, current_date)
    group by all

)

select
    periods.period,
    report_sectors.matrix,
    areas.area_code,
    report_sectors.sector,
    reports.report_id,
    reports.statement,
    reports.reported_on,
    reports.signer,
    reports.document_no,
    reports.note,
    firsts.first_reported_on,
    periods.due_on,
    case
        when reports.reported_on > periods.due_on then 'late'
        when reports.statement = 'zero' then 'zero_report'
        when reports.statement = 'reported' then 'reported'
        else 'not_reported'
    end as state,
    greatest(
        date_diff(
            'day',
            periods.due_on,
            coalesce(reports.reported_on, getvariable('stated_by')::date, getvariable('as_of')::date, current_date)
        ),
        0
    ) as days_late,
    reports.report_id is null
    and periods.due_on < coalesce(getvariable('stated_by')::date, getvariable('as_of')::date, current_date) as is_overdue,
    periods.clause,
    report_sectors.clause as sector_clause,
    periods.position as period_position,
    areas.position as area_position,
    report_sectors.position as sector_position
from reference.periods as periods
cross join reference.areas as areas
inner join reference.report_sectors as report_sectors
    on periods.plan_id = report_sectors.plan_id
left join staging.stg_reports as reports
    on
        periods.period = reports.period
        and report_sectors.matrix = reports.matrix
        and areas.area_code = reports.area_code
        and report_sectors.sector = reports.sector
left join firsts
    on
        periods.period = firsts.period
        and report_sectors.matrix = firsts.matrix
        and areas.area_code = firsts.area_code
        and report_sectors.sector = firsts.sector
where periods.reporter = 'areas' and in_sight(areas.area_code)
