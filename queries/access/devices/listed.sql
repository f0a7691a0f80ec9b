-- The devices of an account, in the order they were made.
select devices.device_id, devices.label, devices.made_at, devices.seen_at
from devices
where devices.name = $name
order by devices.made_at, devices.device_id
