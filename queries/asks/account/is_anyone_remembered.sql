-- One row when somebody's identification was ever written down.
-- key: is_anyone
select true as is_anyone
from facts.identification as identification
limit 1
