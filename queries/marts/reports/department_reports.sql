-- What each municipal department stated for each period (聊工信发〔2022〕64号 四（三）: 市直有关单位): reported, zero_report, late or
-- not_reported, by `stated_by` (when it is not set: by the date); to who sees some areas alone, nothing. Who leads a duty of the plan is asked; silence is never zero.
-- key: period, reporter
with letters as (

    select
        periods.period,
        periods.name_zh,
        periods.name_en,
        periods.position as period_position,
        periods.due_on,
        periods.clause,
        reporters.department,
        said(reporters.department, reporters.name_en) as department_name,
        reporters.position as department_position,
        case
            when reports.reported_on > periods.due_on then 'late'
            when reports.statement = 'zero' then 'zero_report'
            when reports.statement = 'reported' then 'reported'
            else 'not_reported'
        end as state,
        reports.report_id,
        reports.reported_on,
        reports.signer,
        reports.document_no,
        reports.note
    from reference.periods as periods
    inner join intermediate.int_reporting_departments as reporters
        on periods.plan_id = reporters.plan_id
    left join staging.stg_reports as reports
        on periods.period = reports.period and reports.matrix = 'departments' and reporters.department = reports.department
    where periods.reporter = 'areas' and in_sight(null)

)

select
    letters.period,
    said(letters.name_zh, letters.name_en) as period_name,
    letters.department as reporter,
    letters.department_name as reporter_name,
    letters.state,
    said(states.name_zh, states.name_en) as state_name,
    letters.due_on,
    letters.reported_on,
    letters.report_id is null
    and letters.due_on < coalesce(getvariable('stated_by')::date, getvariable('as_of')::date, current_date) as is_overdue,
    letters.signer,
    letters.document_no,
    letters.note,
    letters.report_id,
    letters.clause
from letters
inner join reference.report_states as states
    on letters.state = states.report_state
order by letters.period_position, letters.department_position, letters.department
