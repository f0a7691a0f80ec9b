-- Screening for eliminated-class processes in the five zero-report sectors, per period and area, over lines that are operating, suspended,
-- under construction or planned. An enterprise is screened when each such line of it has an answer on record; what was not asked is not
-- zero. `is_contradicted`: zero was stated although an answer says yes. `is_unsupported`: zero was stated before every enterprise was
-- screened. Held against the register as it stood on the due date, like report_matrix (聊工信发〔2022〕64号 二（五）1).
-- key: period, area_code, sector
-- held: due_on
select
    cells.* exclude (matrix, report_id, clause, sector_clause, period_position, area_position, sector_position),
    coalesce(counts.enterprise_count, 0) as enterprise_count,
    coalesce(counts.screened_enterprises, 0) as screened_enterprises,
    coalesce(counts.unscreened_enterprises, 0) as unscreened_enterprises,
    coalesce(counts.caught_enterprises, 0) as caught_enterprises,
    coalesce(counts.caught_lines, 0) as caught_lines,
    coalesce(counts.operating_lines, 0) as operating_lines,
    coalesce(counts.suspended_lines, 0) as suspended_lines,
    coalesce(counts.building_lines, 0) as building_lines,
    coalesce(counts.planned_lines, 0) as planned_lines,
    coalesce(cells.statement = 'zero', false) and coalesce(counts.caught_lines, 0) > 0 as is_contradicted,
    coalesce(cells.statement = 'zero', false) and coalesce(counts.unscreened_enterprises, 0) > 0 as is_unsupported,
    cells.report_id,
    cells.sector_clause as clause
from intermediate.int_report_rows as cells
left join intermediate.int_screening_counts as counts
    on cells.area_code = counts.area_code and cells.sector = counts.sector
where cells.matrix = 'screening'
order by cells.period_position, cells.area_position, cells.sector_position
