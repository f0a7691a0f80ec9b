-- A device was heard of.
update devices
set seen_at = $now
where device_id = $device_id
