-- A name is tried from an address.
insert into tries (who, place, tried_at)
values ($who, $place, $now)
