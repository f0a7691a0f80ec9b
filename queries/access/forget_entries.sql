-- Entries of the access log up to one are forgotten.
delete from access_log
where entry_id <= $entry_id
