-- What a calendar can be asked for: the codes of the areas, and the names of departments as rules, kinds of exit and findings have them.
-- key: kind
with named as (

    select rules.lead_department as departments
    from reference.rules as rules
    union
    select variants.lead_department
    from reference.variants as variants
    union
    select findings.department
    from staging.stg_findings as findings

)

select 'area' as kind, list(areas.code order by areas.position) as codes
from (
    select areas.area_code as code, areas.position
    from reference.areas as areas
    union all
    select 'unplaced', 999
) as areas
where in_sight(areas.code)
union all
select 'department', list(distinct split.department order by split.department)
from (select unnest(string_split(named.departments, ';')) as department from named where named.departments is not null) as split
