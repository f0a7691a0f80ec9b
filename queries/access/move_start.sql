-- The chain of the access log begins after an entry.
update access_log_start
set entry_id = $entry_id, hash = $hash
