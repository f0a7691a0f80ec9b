-- Lines said to run (or to stand still after running) before the day they are said to be built.
-- key: line_id
select lines.line_id, lines.enterprise_id, lines.built_on
from staging.stg_lines as lines
where
    lines.state in ('operating', 'suspended')
    and lines.built_on > coalesce(getvariable('as_of')::date, current_date)
