-- The roles of a rule's conditions on a line, each true, false or unknown (null): all applies_if conditions must hold, any
-- exempt_if condition exempts, all outdated_if conditions must hold to catch. An exemption nobody recorded is not granted.
-- key: line_id, rule_id
select
    results.line_id,
    results.rule_id,
    any_value(results.enterprise_id) as enterprise_id,
    any_value(results.scope) as scope,
    case
        when bool_or(not results.is_met) filter (where results.role = 'applies_if') then false
        when bool_or(results.is_met is null) filter (where results.role = 'applies_if') then null
        else true
    end as applies,
    coalesce(bool_or(results.is_met) filter (where results.role = 'exempt_if'), false) as is_exempt,
    case
        when bool_or(not results.is_met) filter (where results.role = 'outdated_if') then false
        when bool_or(results.is_met is null) filter (where results.role = 'outdated_if') then null
        else true
    end as is_caught,
    coalesce(bool_or(results.is_boundary) filter (where results.role = 'outdated_if'), false) as is_boundary,
    first(results.attribute order by results.position) filter (
        where results.is_met is null and results.role in ('applies_if', 'outdated_if')
    ) as missing_attribute,
    first(results.measured_text order by results.position) filter (where results.is_met and results.role = 'exempt_if') as exemption,
    first(results.position order by results.position) filter (where results.role = 'outdated_if') as condition_position,
    first(results.measured_number order by results.position) filter (where results.role = 'outdated_if') as measured_number,
    first(results.measured_text order by results.position) filter (where results.role = 'outdated_if') as measured_text
from intermediate.int_condition_results as results
group by results.line_id, results.rule_id
