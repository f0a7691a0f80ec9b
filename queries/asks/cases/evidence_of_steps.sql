-- Contents that prove steps, of a register that an earlier release kept, which knew of no requests.
-- reads facts: the copy of another release has tables and none of our views
-- key: sha256
select distinct evidence.sha256
from facts.evidence as evidence
order by evidence.sha256
