-- How often a name was tried lately from an address, the name from anywhere, and anything from the address.
select
    count(*) filter (where who = $who and place = $place) as here_count,
    count(*) filter (where who = $who) as name_count,
    count(*) filter (where place = $place) as place_count
from tries
where tried_at > $since
