-- An enterprise and its lines, as subjects a finding can be about.
-- key: subject_kind, subject_id
select 'enterprise' as subject_kind, enterprises.enterprise_id as subject_id, enterprises.enterprise_name as name, 0 as position
from marts.enterprises as enterprises
where enterprises.enterprise_id = $enterprise
union all
select 'line', lines.line_id, coalesce(lines.line_name, lines.line_id), 1
from marts.lines as lines
where lines.enterprise_id = $enterprise
order by position, name
