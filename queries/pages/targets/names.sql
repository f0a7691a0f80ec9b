-- Enterprises of one area whose name, former name or code holds a text, by name, `size` of them; before them those that were picked already.
-- key: enterprise_id
select enterprises.enterprise_id, enterprises.enterprise_name
from marts.enterprises as enterprises
where
    in_area(enterprises.area_code, $area)
    and (
        list_contains($picked, enterprises.enterprise_id)
        or contains(enterprises.enterprise_name, $q)
        or contains(enterprises.credit_code, upper($q))
        or len(list_filter(enterprises.former_names, lambda former: contains(former, $q))) > 0
    )
order by
    not list_contains($picked, enterprises.enterprise_id),
    enterprises.enterprise_name,
    enterprises.enterprise_id
limit $size + len($picked)
