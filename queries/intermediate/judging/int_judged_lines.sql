-- Lines that are judged: neither dismantled nor cancelled; the capacity is the recognised one, else the filed, else the actual. The variable
-- `asked` (none = all) marks the enterprises, by a hash of their ids, that a change can concern: others need not be judged before it.
-- key: line_id
select
    lines.line_id,
    lines.enterprise_id,
    lines.sector,
    lines.process,
    lines.product,
    lines.quantity,
    coalesce(lines.capacity_recognised, lines.capacity_filed, lines.capacity_actual) as capacity,
    lines.capacity_unit
from staging.stg_lines as lines
inner join reference.states as states
    on lines.state = states.state
where
    states.is_judged
    and (getvariable('asked') is null or get_bit(getvariable('asked')::bit, (hash(lines.enterprise_id) % 1048576)::integer) = 1)
