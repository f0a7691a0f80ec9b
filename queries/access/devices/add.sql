-- A device that may send in the name of an account.
insert into devices (device_id, token_hash, name, label, made_at, seen_at)
values ($device_id, $token_hash, $name, $label, $now, 0)
