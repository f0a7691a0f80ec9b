-- The lines of one enterprise, as a person tells them apart.
-- key: line_id
select
    lines.line_id,
    concat_ws(' · ', lines.process_name, lines.line_name, lines.model, lines.state_name) as line_name
from marts.lines as lines
where lines.enterprise_id = $enterprise
order by lines.position
