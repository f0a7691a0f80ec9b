-- What the register was told about an enterprise and its lines, newest first.
-- key: subject_kind, subject_id, valid_from, batch_id
select versions.*
from marts.versions as versions
where versions.enterprise_id = $enterprise
order by versions.recorded_at desc nulls last, versions.subject_kind, versions.subject_id
