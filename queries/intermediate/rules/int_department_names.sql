-- Lists of lead departments as the plan, its clauses and the findings write them, and the same list in the reader's language.
-- key: departments
with written as (

    select rules.lead_department as departments
    from reference.rules as rules
    union
    select duties.lead_departments as departments
    from reference.duties as duties
    union
    select variants.lead_department as departments
    from reference.variants as variants
    union
    select findings.department as departments
    from facts.finding as findings

),

each_named as (

    select
        written.departments,
        named.department,
        named.place
    from written
    cross join unnest(string_split(written.departments, ';')) with ordinality as named (department, place)
    where written.departments is not null

)

select
    each_named.departments,
    string_agg(
        said(each_named.department, coalesce(names.name_en, each_named.department)),
        said('、', '; ')
        order by each_named.place
    ) as department_names
from each_named
left join reference.departments as names
    on each_named.department = names.department
group by each_named.departments
