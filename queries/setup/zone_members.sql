-- Members of zones that have no statistical code, so that only their name can place an address.
-- key: area_code, town_name, spell
select zone_towns.area_code, zone_towns.town_name, zone_towns.spell, zone_towns.valid_from, zone_towns.valid_to
from reference.zone_towns as zone_towns
where zone_towns.town_code is null
order by zone_towns.area_code, zone_towns.town_name, zone_towns.spell
