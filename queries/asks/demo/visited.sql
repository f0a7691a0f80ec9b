-- The made-up cases that stand, in order, with the day on which one relapsed: whom the made-up inspections visit.
-- key: case_id
select
    exit_case.case_id,
    exit_case.enterprise_id,
    regexp_replace(exit_case.case_id, '-\d+-\d+$', '') as area_code,
    max(steps.happened_on) filter (where steps.step = 'relapsed') as relapsed_on
from facts.exit_case as exit_case
left join facts.case_step as steps
    on exit_case.case_id = steps.case_id
group by exit_case.case_id, exit_case.enterprise_id
order by exit_case.case_id
