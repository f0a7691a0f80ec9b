-- The enterprise of a line or of itself as of the date; no row when the register has neither.
-- key: enterprise_id
select lines.enterprise_id
from staging.stg_lines as lines
where $subject_kind = 'line' and lines.line_id = $subject_id
union all
select enterprises.enterprise_id
from staging.stg_enterprises as enterprises
where $subject_kind = 'enterprise' and enterprises.enterprise_id = $subject_id
