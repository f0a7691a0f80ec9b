-- Every reason to visit an enterprise on the date, in one sentence: rule and value, clock, contradiction, finding, sealing, draw, letter
-- or corrective action.
-- key: enterprise_id, source, about
select
    reasons.enterprise_id,
    enterprises.enterprise_name,
    reasons.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    reasons.source,
    said(sources.name_zh, sources.name_en) as source_name,
    sources.weight,
    case
        when reasons.source in ('overdue', 'behind') then said(
            clocks.name_zh || ' ' || reasons.due_on || '，'
            || case when reasons.source = 'overdue' then '已' else '还剩 ' end || intermediate.time_left(left_over.days)
            || case when reasons.source = 'overdue' then '' else ' 天' end || '；现处“' || stages.name_zh || '”。',
            clocks.name_en || ' due on ' || reasons.due_on || ': ' || intermediate.time_left(left_over.days)
            || case when reasons.source = 'overdue' then '' else ' days left' end || '; stands at “' || stages.name_en || '”.'
        )
        when reasons.source = 'revisit' and reasons.case_id is not null then said(
            cases.sealed_on || ' 封存，尚未拆除' || coalesce('，须于 ' || cases.dismantling_due_on || ' 前拆除', '') || '；回头看'
            || case when left_over.days < 0 then '已逾期（' else '应于 ' end || reasons.due_on || case when left_over.days < 0 then '）' else ' 前' end
            || coalesce('，上次 ' || revisits.last_seen_on, '') || '；查封条、动力和运行痕迹。',
            'Sealed on ' || cases.sealed_on || ' and not dismantled' || coalesce(', owed by ' || cases.dismantling_due_on, '')
            || '; to be looked at again by ' || reasons.due_on || case when left_over.days < 0 then ', which is past' else '' end
            || coalesce(', last on ' || revisits.last_seen_on, '') || ': seals, drives and traces of running.'
        )
        when reasons.source = 'last_year' then said(
            findings.found_on || ' ' || coalesce(findings.department, '') || '登记问题：' || findings.what,
            'Found on ' || findings.found_on || coalesce(' by ' || findings.department, '') || ': ' || findings.what
        )
        when reasons.source = 'zero_report' then said(
            '属地于 ' || statements.reported_on || ' 报送零报告，而该线' || coalesce('“' || lines.line_name || '”', '') || '：' || verdicts.name_zh
            || '。' || lines.explanation,
            'The area reported zero on ' || statements.reported_on || ', yet the line' || coalesce(' “' || lines.line_name || '”', '') || ' is: '
            || lower(verdicts.name_en) || '. ' || lines.explanation
        )
        when reasons.source = 'assigned' then said(
            assigned.department || ' ' || assigned.assigned_on || ' ' || assigned.document_no || ' 交办'
            || coalesce('，' || assigned.due_on || ' 前办理', '') || coalesce('：' || assigned.what, '') || '。',
            'Asked for by ' || coalesce(departments.department_names, assigned.department) || ' on ' || assigned.assigned_on || ', '
            || assigned.document_no || coalesce(', by ' || assigned.due_on, '') || coalesce(': ' || assigned.what, '') || '.'
        )
        when reasons.source = 'zero_sample' then said(
            '属地零报告，' || draws.drawn_on || ' 随机抽取核实（种子 ' || draws.seed || '，' || draws.pool_count || ' 家中抽 '
            || len(draws.enterprise_ids) || ' 家）。',
            'Behind a zero of the area, drawn to be checked on ' || draws.drawn_on || ' (seed ' || draws.seed || ', ' || len(draws.enterprise_ids)
            || ' of ' || draws.pool_count || ').'
        )
        when reasons.source = 'revisit' then said(
            '已拆除，' || draws.drawn_on || ' 随机抽取回头看（种子 ' || draws.seed || '，' || draws.pool_count || ' 家中抽 '
            || len(draws.enterprise_ids) || ' 家）。',
            'Dismantled, drawn to be looked at again on ' || draws.drawn_on || ' (seed ' || draws.seed || ', ' || len(draws.enterprise_ids)
            || ' of ' || draws.pool_count || ').'
        )
        when reasons.source = 'seen_differs' then differences.told
        when reasons.source = 'correction' then said(
            actions.ordered_on || ' 下达的整改 ' || actions.action_id || '“' || actions.what || '”应于 ' || reasons.due_on || ' 前完成（'
            || actions.owner || '），已' || intermediate.time_left(left_over.days) || '，尚未复查销号。',
            'The correction ' || actions.action_id || ' ordered on ' || actions.ordered_on || ', “' || actions.what || '”, was due on '
            || reasons.due_on || ' (' || actions.owner || '): ' || intermediate.time_left(left_over.days) || '; no re-check closed it yet.'
        )
        when reasons.source = 'random' then said(
            draws.drawn_on || ' 随机抽取（种子 ' || draws.seed || '，' || draws.pool_count || ' 家中抽 ' || len(draws.enterprise_ids) || ' 家）。',
            'Drawn at random on ' || draws.drawn_on || ' (seed ' || draws.seed || ', ' || len(draws.enterprise_ids) || ' of ' || draws.pool_count
            || ').'
        )
        else lines.explanation
    end as visit_reason,
    reasons.line_id,
    coalesce(lines.line_name, lines.model) as line_name,
    reasons.case_id,
    reasons.finding_id,
    reasons.report_id,
    reasons.clock,
    reasons.due_on,
    reasons.sector,
    reasons.process,
    reasons.verdict,
    said(verdicts.name_zh, verdicts.name_en) as verdict_name,
    reasons.standing,
    said(standings.name_zh, standings.name_en) as standing_name,
    reasons.departments,
    coalesce(departments.department_names, reasons.departments) as lead_department,
    reasons.about,
    reasons.position
from intermediate.int_target_reasons as reasons
inner join staging.stg_enterprises as enterprises
    on reasons.enterprise_id = enterprises.enterprise_id
inner join reference.target_sources as sources
    on reasons.source = sources.source
cross join lateral (
    select date_diff('day', coalesce(getvariable('as_of')::date, current_date), reasons.due_on) as days
) as left_over
left join reference.verdicts as verdicts
    on reasons.verdict = verdicts.verdict
left join reference.standings as standings
    on reasons.standing = standings.standing
left join reference.clocks as clocks
    on reasons.clock = clocks.clock
left join intermediate.int_case_states as cases
    on reasons.case_id = cases.case_id
left join reference.stages as stages
    on cases.stage = stages.stage
left join staging.stg_findings as findings
    on reasons.finding_id = findings.finding_id
left join staging.stg_reports as statements
    on reasons.report_id = statements.report_id
left join facts.inspection_draw as draws
    on reasons.about = draws.draw_id
left join staging.stg_assignments as assigned
    on reasons.about = assigned.assignment_id and reasons.enterprise_id = assigned.enterprise_id
left join intermediate.int_revisits as revisits
    on reasons.case_id = revisits.case_id
left join (
    select
        differences.subject_id,
        string_agg(
            said(
                differences.seen_on || ' 现场看到' || attributes.name_zh || ' ' || rtrim(rtrim(differences.seen_number::varchar, '0'), '.') || ' '
                || units.name_zh || '，台账填 ' || rtrim(rtrim(differences.told_number::varchar, '0'), '.') || '，待核实更正。',
                attributes.name_en || ' was seen to be ' || rtrim(rtrim(differences.seen_number::varchar, '0'), '.') || ' ' || units.name_en || ' on '
                || differences.seen_on || ', while files say ' || rtrim(rtrim(differences.told_number::varchar, '0'), '.') || '.'
            ),
            ' '
            order by differences.attribute
        ) as told
    from intermediate.int_seen_differences as differences
    inner join reference.attributes as attributes
        on differences.attribute = attributes.attribute
    inner join reference.units as units
        on differences.unit = units.unit
    group by differences.subject_id
) as differences
    on reasons.about = differences.subject_id
left join intermediate.int_corrective_actions as actions
    on reasons.about = actions.action_id
left join marts.lines as lines
    on reasons.line_id = lines.line_id
left join intermediate.int_department_names as departments
    on reasons.departments = departments.departments
left join reference.areas as areas
    on reasons.area_code = areas.area_code
