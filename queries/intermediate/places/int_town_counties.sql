-- The county a town belongs to as of the date: a town whose dated move still lies ahead is in its former county.
-- key: town_code
select
    towns.town_code,
    coalesce(min(moved_towns.from_county), any_value(towns.county_code)) as county_code
from reference.towns as towns
left join reference.moved_towns as moved_towns
    on towns.town_code = moved_towns.town_code and moved_towns.moved_on > coalesce(getvariable('as_of')::date, current_date)
group by towns.town_code
