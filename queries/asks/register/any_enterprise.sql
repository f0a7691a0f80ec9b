-- One row when the register holds or ever held an enterprise.
-- key: enterprise_id
select enterprise.enterprise_id
from facts.enterprise as enterprise
limit 1
