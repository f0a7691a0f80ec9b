-- The roles of a rule's conditions on a line, each true, false or unknown (null): all applies_if conditions must hold, any
-- exempt_if condition exempts, all outdated_if conditions must hold to catch. An exemption nobody recorded is not granted. A value
-- on an unsettled bound is neither: it waits for a person, unless another condition fails or cannot be tested. Any review_if condition
-- that is met asks for a person (`review_*` is the first of them); one that nobody recorded is no doubt on record and asks for nobody,
-- or a rule would wait for a person wherever a column was left out, and so does one whose doubt an exemption by the same attribute answers.
-- key: line_id, rule_id
with tested as (

    select
        results.*,
        results.is_met and results.role = 'review_if' as asks,
        results.is_met and results.role = 'review_if' and not results.yields_to_exemption as insists
    from intermediate.int_condition_results as results

)

select
    results.line_id,
    results.rule_id,
    results.enterprise_id,
    results.scope,
    case
        when bool_or(not results.is_met) filter (where results.role = 'applies_if') then false
        when bool_or(results.is_met is null) filter (where results.role = 'applies_if') then null
        else true
    end as applies,
    coalesce(bool_or(results.is_met) filter (where results.role = 'exempt_if'), false) as is_exempt,
    case
        when bool_or(not results.is_met and not results.is_boundary) filter (where results.role = 'outdated_if') then false
        when bool_or(results.is_met is null) filter (where results.role = 'outdated_if') then null
        else true
    end as is_caught,
    coalesce(
        bool_or(results.is_boundary) filter (where results.role = 'outdated_if')
        and bool_and(coalesce(results.is_boundary or results.is_met, false)) filter (where results.role = 'outdated_if'),
        false
    ) as is_boundary,
    arg_min(results.attribute, results.position) filter (
        where results.is_met is null and results.role in ('applies_if', 'outdated_if')
    ) as missing_attribute,
    arg_min(results.measured_text, results.position) filter (where results.is_met and results.role = 'exempt_if') as exemption,
    min(results.position) filter (where results.role = 'outdated_if') as condition_position,
    arg_min_null(results.measured_number, results.position) filter (where results.role = 'outdated_if') as measured_number,
    arg_min_null(results.measured_text, results.position) filter (where results.role = 'outdated_if') as measured_text,
    case
        when is_exempt then min(results.position) filter (where results.insists)
        else min(results.position) filter (where results.asks)
    end as review_position,
    case
        when is_exempt then arg_min_null(results.measured_number, results.position) filter (where results.insists)
        else arg_min_null(results.measured_number, results.position) filter (where results.asks)
    end as review_number,
    case
        when is_exempt then arg_min_null(results.measured_text, results.position) filter (where results.insists)
        else arg_min_null(results.measured_text, results.position) filter (where results.asks)
    end as review_text,
    false as is_single
from tested as results
where not results.is_single
group by results.line_id, results.rule_id, results.enterprise_id, results.scope

union all

select
    results.line_id,
    results.rule_id,
    results.enterprise_id,
    results.scope,
    true as applies,
    false as is_exempt,
    results.is_met as is_caught,
    results.is_boundary,
    case when results.is_met is null then results.attribute end as missing_attribute,
    null as exemption,
    results.position as condition_position,
    results.measured_number,
    results.measured_text,
    null as review_position,
    null as review_number,
    null as review_text,
    true as is_single
from tested as results
where results.is_single
