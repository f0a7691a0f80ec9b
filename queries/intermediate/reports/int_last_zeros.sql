-- The last statement of an area about a sector, where it was a zero.
-- key: area_code, sector, matrix
select
    cells.area_code,
    cells.sector,
    cells.matrix,
    arg_max(cells.report_id, cells.period_position) as report_id
from intermediate.int_report_cells as cells
where cells.report_id is not null
group by cells.area_code, cells.sector, cells.matrix
having arg_max(cells.statement, cells.period_position) = 'zero'
