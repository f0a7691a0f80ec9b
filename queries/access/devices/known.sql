-- The device of a token with its account, while that is let in with a password of its own.
select devices.device_id, devices.label, devices.seen_at, accounts.name, accounts.role, accounts.areas
from devices
inner join accounts on accounts.name = devices.name
where devices.device_id = $device_id
    and devices.token_hash = $token_hash
    and accounts.is_disabled = 0
    and accounts.must_change = 0
