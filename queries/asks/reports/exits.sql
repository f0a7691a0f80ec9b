-- The exit list of the time from `$since` to the date, in official order: every line whose exit counts with a day of exit in that time
-- (`exit_day`: so each exit is in the papers of one year), and every line that is shut on the date and does not count yet, whenever it
-- was shut; each once, with the days of each fact, the clause and the acceptance. An enterprise without lines is one row without
-- `line_id`, of its furthest case. `sealing_completes_on`: since when the sealing lawfully counts as complete, on which ground.
-- key: line_id, case_id
with listed as (

    select lines.line_id, lines.case_id
    from intermediate.int_shut_lines as lines
    union all
    select null, arg_max(cases.case_id, (stages.position, cases.case_id))
    from intermediate.int_case_states as cases
    inner join reference.stages as stages
        on cases.stage = stages.stage
    where stages.is_shut and coalesce(len(cases.line_ids), 0) = 0
    group by cases.enterprise_id

),

acceptances as (

    select
        steps.case_id,
        arg_max(steps.document_no, steps.happened_on) filter (where steps.step = 'county_accepted') as county_document_no,
        arg_max(steps.document_no, steps.happened_on) filter (where steps.step = 'city_accepted') as city_document_no
    from intermediate.int_effective_steps as steps
    where steps.step in ('county_accepted', 'city_accepted')
    group by steps.case_id

)

select
    listed.line_id,
    cases.case_id,
    cases.area_code,
    cases.area_name,
    cases.enterprise_id,
    cases.enterprise_name,
    coalesce(lines.sector, cases.sector) as sector,
    said(sectors.name_zh, sectors.name_en) as sector_name,
    sectors.position as sector_position,
    lines.process,
    said(processes.name_zh, processes.name_en) as process_name,
    processes.position as process_position,
    lines.line_name,
    lines.model,
    lines.quantity,
    lines.capacity,
    lines.capacity_unit,
    said(units.name_zh, units.name_en) as unit_name,
    cases.stage,
    cases.stage_name,
    cases.exit_form,
    cases.is_exit_counted,
    states.exit_day,
    cases.shut_down_on,
    cases.sealed_on,
    cases.dismantling_due_on,
    cases.sealing_completes_on,
    said(grounds.name_zh, grounds.name_en) as ground_name,
    cases.dismantled_on,
    cases.dimension_name,
    cases.clause,
    cases.county_accepted_on,
    acceptances.county_document_no,
    cases.city_accepted_on,
    acceptances.city_document_no
from listed
inner join marts.cases as cases
    on listed.case_id = cases.case_id
inner join intermediate.int_case_states as states
    on listed.case_id = states.case_id
left join intermediate.int_case_lines as lines
    on listed.line_id = lines.line_id and listed.case_id = lines.case_id
left join acceptances
    on listed.case_id = acceptances.case_id
left join reference.sectors as sectors
    on coalesce(lines.sector, cases.sector) = sectors.sector
left join reference.processes as processes
    on lines.process = processes.process
left join reference.units as units
    on lines.capacity_unit = units.unit
left join reference.grounds as grounds
    on cases.ground = grounds.ground
left join reference.areas as areas
    on cases.area_code = areas.area_code
where states.exit_day is null or states.exit_day >= $since
order by areas.position nulls last, sectors.position, processes.position, cases.enterprise_name, lines.line_name, listed.line_id
