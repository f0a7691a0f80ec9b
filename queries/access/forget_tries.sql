-- What was tried of a name is forgiven: from one address, or from every one.
delete from tries
where who = $who and coalesce($place, place) = place
