-- stored: the ledger
-- Every line that is or was to exit, once: under several cases the one that is furthest (shut before open, open before closed
-- without exit) tells its stage. A line whose cases were all withdrawn is not here.
-- key: line_id
select
    lines.line_id,
    arg_max(lines.case_id, (stages.is_shut, stages.is_open, stages.position, lines.case_id)) as case_id,
    arg_max(lines.stage, (stages.is_shut, stages.is_open, stages.position, lines.case_id)) as stage,
    any_value(lines.enterprise_id) as enterprise_id,
    any_value(lines.sector) as sector,
    any_value(lines.process) as process,
    any_value(lines.capacity) as capacity,
    any_value(lines.capacity_unit) as capacity_unit
from intermediate.int_case_lines as lines
inner join reference.stages as stages
    on lines.stage = stages.stage
where lines.stage != 'withdrawn'
group by lines.line_id
