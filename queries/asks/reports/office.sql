-- What the office says of itself in its papers: contact, telephone, address …; empty until it fills them in.
-- key: setting
select office.setting, office.value
from reference.office as office
order by office.position
