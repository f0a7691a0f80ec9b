-- Number and hash of the newest entry of the access log, or of the last that was forgotten.
select entry_id, hash from access_log
union all
select entry_id, hash from access_log_start
order by entry_id desc
limit 1
