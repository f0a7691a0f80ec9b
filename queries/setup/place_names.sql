-- Every name or code the gazetteer knows: areas in both languages, their codes and aliases, and towns.
-- key: name, code, kind
with area_names as (

    select areas.area_code, unnest([areas.name_zh, areas.name_en, areas.short_zh, areas.area_code]) as name
    from reference.areas as areas
    union
    select aliases.area_code, aliases.alias
    from reference.area_aliases as aliases

)

select area_names.name, areas.area_code as code, areas.kind, areas.host_area as parent, areas.name_zh, areas.name_en
from area_names
inner join reference.areas as areas on area_names.area_code = areas.area_code
union all
select towns.town_name, towns.town_code, 'town', towns.county_code, towns.town_name, towns.town_name
from reference.towns as towns
order by name, code, kind
