-- The newest period in which areas report that has begun on the date, and how many areas said nothing at all in it, how many something
-- but not everything; silence is not zero. No row before the first period.
-- reads intermediate: the matrix would hold every cell against the register, and this asks only who is silent.
-- key: period
with areas as (

    select
        cells.period,
        cells.area_code,
        any_value(cells.due_on) as due_on,
        count(cells.report_id) as stated_cells,
        count(*) as cells
    from intermediate.int_report_cells as cells
    inner join reference.periods as periods
        on cells.period = periods.period
    where cells.matrix = 'reports' and periods.opens_on <= coalesce(getvariable('as_of')::date, current_date)
    group by cells.period, cells.area_code

)

select
    areas.period,
    said(periods.name_zh, periods.name_en) as period_name,
    any_value(areas.due_on) as due_on,
    any_value(areas.due_on) < coalesce(getvariable('as_of')::date, current_date) as is_due,
    count(*) as area_count,
    count(*) filter (where areas.stated_cells = 0) as silent_count,
    count(*) filter (where areas.stated_cells > 0 and areas.stated_cells < areas.cells) as partly_count
from areas
inner join reference.periods as periods
    on areas.period = periods.period
group by areas.period, periods.name_zh, periods.name_en, periods.opens_on
qualify row_number() over (order by periods.opens_on desc, areas.period desc) = 1
