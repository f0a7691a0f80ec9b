-- A device of an account may send no more.
delete from devices
where device_id = $device_id and name = $name
