-- Every word a delivered file may use for something we know, one row per kind, word and code; preference 0 is the name to show.
-- key: kind, word, code
with

named as (

    select 'sector' as kind, sector as code, name_zh, name_en, aliases, position from reference.sectors
    union all
    select 'process' as kind, process as code, name_zh, name_en, aliases, position from reference.processes
    union all
    select 'state' as kind, state as code, name_zh, name_en, aliases, position from reference.states
    union all
    select 'unit' as kind, unit as code, name_zh, name_en, aliases, position from reference.units
    union all
    select 'attribute' as kind, attribute as code, name_zh, name_en, aliases, position from reference.attributes
    union all
    select 'area' as kind, area_code as code, name_zh, name_en, short_zh as aliases, position from reference.areas

),

spelled as (

    select kind, name_zh as word, code, 0 as preference, position from named
    union all
    select kind, code as word, code, 1 as preference, position from named
    union all
    select kind, name_en as word, code, 1 as preference, position from named
    union all
    select kind, unnest(string_split(aliases, ';')) as word, code, 2 as preference, position from named
    union all
    select kind, word, code, 3 as preference, position from reference.words
    union all
    select 'area' as kind, alias as word, area_code as code, 3 as preference, position from reference.area_aliases
    union all
    select 'field' as kind, synonym as word, field as code, 3 as preference, position from reference.headers
    union all
    select 'industry_2017' as kind, unnest(string_split(industry_codes, ';')) as word, sector as code, 3 as preference, position
    from reference.sectors
    union all
    select 'industry_' || edition as kind, industry_code as word, coalesce(sector, '') as code, 3 as preference, position
    from reference.industry_codes

)

select
    kind,
    word,
    code,
    min(preference) as preference
from spelled
where word is not null and word != ''
group by kind, word, code
order by kind, min(preference), min(position), word
