-- The sizes a process is seen in, one row per process (empty = any other), attribute and base unit.
-- key: process, attribute, unit
select coalesce(process, '') as process, attribute, unit, low, high
from reference.sizes
