-- Lines as of the date with what judging asks of them; capacities in 10⁻⁸ of their unit, so that they compare exactly.
-- key: line_id
select
    lines.line_id,
    lines.enterprise_id,
    lines.sector,
    lines.process,
    lines.product,
    lines.quantity,
    lines.capacity_unit,
    lines.state,
    states.counts_in_total,
    (coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual)::decimal(38, 8) * 100000000)::double as capacity
from staging.stg_lines as lines
inner join reference.states as states
    on lines.state = states.state
