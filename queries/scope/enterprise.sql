-- Versions of the enterprises that belong to the areas in `scope`, the earlier ones too, wherever the enterprise was then.
-- key: enterprise_id, valid_from, batch_id
select enterprise.*
from facts.enterprise as enterprise
where
    enterprise.enterprise_id in (
        select areas.enterprise_id
        from scope.enterprise_area as areas
        where in_scope(areas.area_code)
    )
