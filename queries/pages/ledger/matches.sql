-- Enterprises whose name or credit code holds a text; the first fifty.
-- key: enterprise_id
select enterprises.enterprise_id, enterprises.enterprise_name
from marts.enterprises as enterprises
where contains(enterprises.enterprise_name, $q) or contains(enterprises.credit_code, upper($q)) or enterprises.enterprise_id = $q
order by enterprises.enterprise_name
limit 50
