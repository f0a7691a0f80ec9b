-- The city-run zone a town belongs to as of the date; towns of no zone have no row.
-- key: town_code
select
    zone_towns.town_code,
    min(zone_towns.area_code) as area_code,
    bool_and(zone_towns.is_settled) and count(distinct zone_towns.area_code) = 1 as is_settled
from reference.zone_towns as zone_towns
where
    zone_towns.town_code is not null
    and (zone_towns.valid_from is null or zone_towns.valid_from <= coalesce(getvariable('as_of')::date, current_date))
    and (zone_towns.valid_to is null or zone_towns.valid_to > coalesce(getvariable('as_of')::date, current_date))
group by zone_towns.town_code
