-- The cells of both matrices in the reader's words, a zero that a visit contradicted as returned, with the columns the matrices begin with in their order.
-- key: period, matrix, area_code, sector
select
    cells.period,
    said(periods.name_zh, periods.name_en) as period_name,
    cells.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    cells.sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    case when returned.report_id is not null then 'returned' else cells.state end as state,
    said(states.name_zh, states.name_en) as state_name,
    cells.statement,
    cells.due_on,
    cells.reported_on,
    cells.days_late,
    cells.is_overdue,
    cells.signer,
    cells.document_no,
    cells.note,
    cells.first_reported_on,
    returned.returned_on,
    returned.returned_by,
    cells.report_id,
    cells.clause,
    cells.sector_clause,
    cells.matrix,
    cells.period_position,
    cells.area_position,
    cells.sector_position
from intermediate.int_report_cells as cells
inner join reference.periods as periods
    on cells.period = periods.period
inner join reference.areas as areas
    on cells.area_code = areas.area_code
inner join reference.sectors as sectors
    on cells.sector = sectors.sector
left join intermediate.int_returned_reports as returned
    on cells.report_id = returned.report_id
inner join reference.report_states as states
    on case when returned.report_id is not null then 'returned' else cells.state end = states.report_state
