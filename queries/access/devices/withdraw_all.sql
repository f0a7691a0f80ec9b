-- No device of an account may send any more.
delete from devices
where name = $name
