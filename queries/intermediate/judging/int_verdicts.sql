-- stored: the judgement itself; everything else reads it
-- Verdict of every judging rule on every subject it asks: a line that has not left, or an enterprise for rules on totals and on the
-- enterprise. Where a person must look (review_if), whatever the rule itself would say becomes `review`, with the condition that asks for
-- it; what cannot be assessed stays so, because the person would lack the value too.
-- key: subject_kind, subject_id, rule_id
with subjects as materialized ( -- a fence: marts that read the verdicts twice were joined in an order that took minutes

    select
        'line' as subject_kind,
        results.line_id as subject_id,
        results.enterprise_id,
        results.rule_id,
        results.applies,
        results.is_exempt,
        results.is_caught,
        results.is_boundary,
        results.missing_attribute,
        results.exemption,
        results.condition_position,
        results.measured_number,
        results.measured_text,
        results.review_position,
        results.review_number,
        results.review_text,
        0 as left_out_count
    from intermediate.int_line_results as results
    anti join intermediate.int_left_lines as gone
        on results.line_id = gone.line_id
    where results.scope = 'line'

    union all

    select
        'enterprise',
        totals.enterprise_id,
        totals.enterprise_id,
        totals.rule_id,
        case
            when totals.member_count + totals.exempt_count > 0 then true
            when totals.unknown_count > 0 then null
            else false
        end,
        totals.member_count + totals.unknown_count = 0 and totals.exempt_count > 0,
        totals.is_caught,
        totals.is_boundary,
        coalesce(totals.missing_attribute, totals.attribute),
        totals.exemption,
        totals.condition_position,
        totals.total,
        null,
        totals.review_position,
        totals.review_number,
        totals.review_text,
        totals.left_out_count
    from intermediate.int_enterprise_totals as totals

    union all

    select
        'enterprise',
        results.enterprise_id,
        results.enterprise_id,
        results.rule_id,
        true,
        false,
        results.is_caught,
        false,
        results.attribute,
        null,
        results.condition_position,
        results.measured_number,
        results.measured_text,
        null,
        null,
        null,
        0
    from intermediate.int_enterprise_results as results

)

select
    subjects.subject_kind,
    subjects.subject_id,
    subjects.enterprise_id,
    subjects.rule_id,
    subjects.review_position is not null
    and (subjects.is_exempt or (coalesce(subjects.applies, false) and subjects.is_caught is not null)) as is_looked_at,
    case
        when not subjects.applies then 'not_applicable'
        when is_looked_at then 'review'
        when subjects.is_exempt then 'exempt'
        when subjects.applies is null then 'not_assessable'
        when subjects.is_boundary then 'review'
        when subjects.is_caught then rules.verdict_when_met
        when not subjects.is_caught then 'compliant'
        when subjects.is_caught is null then 'not_assessable'
    end as verdict,
    case when is_looked_at then subjects.review_position else subjects.condition_position end as condition_position,
    case when is_looked_at then subjects.review_number else subjects.measured_number end as measured_number,
    case when is_looked_at then subjects.review_text else subjects.measured_text end as measured_text,
    case
        when not subjects.applies or subjects.is_exempt then null
        when subjects.applies is null or subjects.is_caught is null then subjects.missing_attribute
    end as missing_attribute,
    subjects.exemption,
    subjects.left_out_count
from subjects
inner join staging.stg_rules as rules using (rule_id)
