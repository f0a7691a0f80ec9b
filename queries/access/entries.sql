-- The entry after which the access log begins, then every entry in its order.
select entry_id, 0.0 as noted_at, '' as kind, '' as who, '' as place, '' as detail, hash, 0 as position
from access_log_start
union all
select entry_id, noted_at, kind, who, place, detail, hash, 1 as position
from access_log
order by position, entry_id
