-- What each area stated for each period and focus sector: reported, zero_report, late (stated after the due date) or not_reported;
-- silence is never zero. Every period has its rows as of the date, also one that is not due yet: `is_overdue` tells silence that
-- is late from silence that is not. A statement is held against the register as it stood on the due date: asked later, the rows are
-- asked again as of that date with the statements of the later one (`held`).
-- `is_contradicted`: nothing was reported although in that area and sector a line is outdated, or was shut or counted as an exit in the time
-- of the period. `is_unsupported`: exits were reported of which the ledger has none (聊工信发〔2022〕64号 四（三））.
-- key: period, area_code, sector
-- held: due_on
with outdated as (

    select
        lines.area_code,
        lines.sector,
        count(*) as outdated_lines,
        count(distinct lines.enterprise_id) as outdated_enterprises
    from intermediate.int_lines as lines
    where lines.verdict = 'outdated'
    group by all

),

shut as (

    select periods.period, lines.area_code, lines.sector, count(*) as shut_lines
    from intermediate.int_shut_lines as lines
    inner join reference.periods as periods
        on
            lines.shut_down_on between periods.exits_from and periods.as_of
            or lines.exit_day between periods.exits_from and periods.as_of
    group by all

)

select
    cells.* exclude (matrix, report_id, clause, sector_clause, period_position, area_position, sector_position),
    coalesce(outdated.outdated_lines, 0) as outdated_lines,
    coalesce(outdated.outdated_enterprises, 0) as outdated_enterprises,
    coalesce(shut.shut_lines, 0) as shut_lines,
    coalesce(cells.statement = 'zero', false)
    and (coalesce(outdated.outdated_lines, 0) > 0 or coalesce(shut.shut_lines, 0) > 0) as is_contradicted,
    coalesce(cells.statement = 'reported', false) and coalesce(shut.shut_lines, 0) = 0 as is_unsupported,
    cells.report_id,
    cells.clause
from intermediate.int_report_rows as cells
left join outdated
    on cells.area_code = outdated.area_code and cells.sector = outdated.sector
left join shut
    on cells.period = shut.period and cells.area_code = shut.area_code and cells.sector = shut.sector
where cells.matrix = 'reports'
order by cells.period_position, cells.area_position, cells.sector_position
