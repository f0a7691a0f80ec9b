-- Where every enterprise and every line stands, in degrees (WGS84); those without a position are left out.
-- key: subject_kind, subject_id
select
    'enterprise' as subject_kind,
    enterprises.enterprise_id as subject_id,
    enterprises.lon,
    enterprises.lat
from marts.enterprises as enterprises
where enterprises.lon is not null and enterprises.lat is not null
union all
select
    'line' as subject_kind,
    lines.line_id as subject_id,
    lines.lon,
    lines.lat
from marts.lines as lines
where lines.lon is not null and lines.lat is not null
