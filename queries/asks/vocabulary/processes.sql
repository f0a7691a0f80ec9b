-- Processes: the sector each belongs to and the unit its capacity is judged in, one row per process.
-- key: process
select process, sector, capacity_unit
from reference.processes
order by position
