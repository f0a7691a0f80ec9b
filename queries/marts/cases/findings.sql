-- What departments found, as of the date; withdrawn ones stay visible with the day and the reason.
-- key: finding_id
with withdrawals as (

    select withdrawal.withdraws, min(withdrawal.found_on) as withdrawn_on, any_value(withdrawal.what) as why_withdrawn
    from facts.finding as withdrawal
    where withdrawal.withdraws is not null
    group by withdrawal.withdraws

),

opened as (

    select cases.finding_id, string_agg(cases.case_id, ';' order by cases.case_id) as case_ids
    from intermediate.int_case_states as cases
    where cases.finding_id is not null
    group by cases.finding_id

)

select
    finding.finding_id,
    finding.found_on,
    places.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    finding.subject_kind,
    finding.subject_id,
    finding.enterprise_id,
    enterprises.enterprise_name,
    case when finding.subject_kind = 'line' then finding.subject_id end as line_id,
    coalesce(lines.line_name, lines.model) as line_name,
    finding.dimension,
    said(dimensions.name_zh, dimensions.name_en) as dimension_name,
    finding.what,
    finding.measured_value,
    finding.limit_value,
    finding.unit,
    finding.seriousness,
    finding.department,
    finding.document_no,
    opened.case_ids,
    withdrawals.withdrawn_on,
    withdrawals.why_withdrawn,
    finding.actor,
    finding.recorded_at
from facts.finding as finding
inner join reference.dimensions as dimensions
    on finding.dimension = dimensions.dimension
left join withdrawals
    on finding.finding_id = withdrawals.withdraws
left join opened
    on finding.finding_id = opened.finding_id
left join staging.stg_enterprises as enterprises
    on finding.enterprise_id = enterprises.enterprise_id
left join staging.stg_lines as lines
    on case finding.subject_kind when 'line' then finding.subject_id end = lines.line_id
left join intermediate.int_enterprise_places as places
    on finding.enterprise_id = places.enterprise_id
left join reference.areas as areas
    on places.area_code = areas.area_code
where
    finding.withdraws is null
    and finding.found_on <= coalesce(getvariable('as_of')::date, current_date)
