-- Every line that is or was to exit, once, at the case that tells its standing (int_line_cases). A line whose cases were all withdrawn is
-- not here.
-- key: line_id
select
    lines.line_id,
    lines.case_id,
    lines.stage,
    lines.enterprise_id,
    lines.sector,
    lines.process,
    lines.capacity,
    lines.capacity_unit
from intermediate.int_line_cases as lines
where lines.stage != 'withdrawn'
