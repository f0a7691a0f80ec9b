-- One entry of the access log.
insert into access_log (entry_id, noted_at, kind, who, place, detail, hash)
values ($entry_id, $noted_at, $kind, $who, $place, $detail, $hash)
