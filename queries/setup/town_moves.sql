-- Towns that moved from one county to another: old addresses still name the former one.
-- key: town_code, from_county
select moved_towns.town_code, moved_towns.from_county, moved_towns.to_county
from reference.moved_towns as moved_towns
