-- Units: what one of them is in its base unit and whether capacities are counted in it, one row per unit.
-- key: unit
select
    unit,
    factor,
    base_unit,
    quantity like 'daily %' or quantity like 'yearly %' or quantity = 'power' as is_capacity
from reference.units
order by position
