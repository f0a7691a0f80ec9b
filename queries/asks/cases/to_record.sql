-- Cases of an area (empty = of the city) that still ask for steps, with what the template shows of each.
-- key: case_id
select
    cases.case_id,
    cases.area_name as area,
    cases.enterprise_name,
    case when cases.line_count = 1 then cases.line_name end as case_line,
    cases.stage_name as stage,
    cases.last_step_name || ' ' || cases.last_step_on::varchar as last_step
from marts.cases as cases
left join reference.areas as areas
    on cases.area_code = areas.area_code
where
    in_area(cases.area_code, $area)
    and (cases.is_open or (cases.stage = 'accepted' and cases.state != 'reported'))
order by areas.position nulls last, cases.enterprise_name, cases.case_id
