-- What an area stated in each period in which areas report that has begun on the date, the newest first: cells by state, one a sector the plan
-- asks about. Silence is not zero.
-- reads intermediate: the matrix would hold every cell against the register, and this counts what was said.
-- key: period
select
    cells.period,
    said(periods.name_zh, periods.name_en) as period_name,
    any_value(cells.due_on) as due_on,
    count(*) filter (where cells.state = 'reported') as reported_cells,
    count(*) filter (where cells.state = 'zero_report') as zero_cells,
    count(*) filter (where cells.state = 'late') as late_cells,
    count(*) filter (where cells.state = 'not_reported') as silent_cells
from intermediate.int_report_cells as cells
inner join reference.periods as periods
    on cells.period = periods.period
where
    cells.matrix = 'reports'
    and cells.area_code = $area
    and periods.opens_on <= coalesce(getvariable('as_of')::date, current_date)
group by cells.period, periods.name_zh, periods.name_en, periods.opens_on
order by periods.opens_on desc, cells.period desc
