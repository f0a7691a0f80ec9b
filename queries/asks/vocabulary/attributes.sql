-- Attributes a column of a delivered file may measure, one row per attribute.
-- key: attribute
select
    attribute,
    name_zh,
    name_en,
    kind,
    unit,
    scope,
    coalesce(allowed, '') as allowed
from reference.attributes
where attribute not in ('capacity', 'process', 'product')
order by position
