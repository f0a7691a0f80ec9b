-- Names of the codes of one kind, in official order.
-- key: code
select
    labels.code,
    labels.name,
    labels.parent,
    labels.colour
from marts.labels as labels
where labels.kind = $kind
order by labels.position
