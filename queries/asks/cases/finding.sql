-- A finding that stands on the date, with the lines it concerns: its own, or the enterprise's lines that are judged.
-- key: finding_id
select
    findings.finding_id,
    findings.subject_kind,
    findings.subject_id,
    findings.enterprise_id,
    findings.dimension,
    list(lines.line_id order by lines.line_id) filter (where lines.line_id is not null) as line_ids
from staging.stg_findings as findings
left join staging.stg_lines as lines
    on
        findings.enterprise_id = lines.enterprise_id
        and (findings.subject_kind = 'enterprise' or findings.subject_id = lines.line_id)
        and lines.state in (select states.state from reference.states as states where states.is_judged)
where findings.finding_id = $finding_id
group by all
