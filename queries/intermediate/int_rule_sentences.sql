-- stored: read by every page
-- The sentence that explains each verdict a rule can give, in both languages; `{value}` stands for the measured value,
-- the missing attribute's name, or the exempt product. A rule on findings speaks of the one finding on record: what nobody
-- recorded is not compliant, and the sentence says so.
-- key: rule_id, verdict
with tests as (

    select
        conditions.rule_id,
        first(conditions.attribute order by conditions.position) as attribute,
        first(conditions.operator order by conditions.position) as operator,
        first(conditions.bound order by conditions.position) as bound,
        first(conditions.unit order by conditions.position) as unit
    from reference.conditions as conditions
    where conditions.role = 'outdated_if'
    group by conditions.rule_id

),

words as (

    select
        rules.rule_id,
        verdicts.verdict,
        verdicts.name_zh as verdict_zh,
        verdicts.name_en as verdict_en,
        rules.document || ' ' || rules.clause as source,
        attributes.kind,
        case when rules.trigger = 'finding' then '仅就该项而言，未登记的事项未作判定。' else '' end as only_zh,
        case when rules.trigger = 'finding' then ' This speaks of that finding only: what was not recorded is not judged.' else '' end as only_en,
        case rules.scope when 'enterprise_total' then '企业合计' else '' end || attributes.name_zh as attribute_zh,
        case rules.scope when 'enterprise_total' then 'Enterprise total: ' else '' end || attributes.name_en as attribute_en,
        tests.operator,
        case tests.operator when '<=' then '≤ ' when '>=' then '≥ ' when 'in' then '属于 ' else tests.operator || ' ' end as operator_zh,
        case tests.operator when '<=' then '≤ ' when '>=' then '≥ ' when 'in' then 'is one of ' else tests.operator || ' ' end as operator_en,
        case when tests.operator in ('=', 'in') then '' else operator_zh end as not_operator_zh,
        case tests.operator when '=' then '' when 'in' then 'one of ' else operator_en end as not_operator_en,
        coalesce(processes.name_zh, tests.bound) || coalesce(' ' || units.name_zh, '') as bound_zh,
        coalesce(processes.name_en, tests.bound) || coalesce(' ' || units.name_en, '') as bound_en,
        (tests.bound = 'true') = (verdicts.verdict != 'compliant') as is_yes,
        coalesce(' ' || units.name_zh, '') as unit_zh,
        coalesce(' ' || units.name_en, '') as unit_en
    from staging.stg_rules as rules
    inner join tests using (rule_id)
    inner join reference.attributes as attributes
        on tests.attribute = attributes.attribute
    left join reference.units as units
        on tests.unit = units.unit
    left join reference.processes as processes
        on tests.attribute = 'process' and tests.bound = processes.process
    cross join reference.verdicts as verdicts

)

select
    words.rule_id,
    words.verdict,
    case
        when words.verdict = 'not_assessable' then '缺少“{value}”（或单位与条款不符，或一行填报多条线），依据 ' || source || ' 无法判定。'
        when words.verdict = 'exempt' then '“{value}”属于 ' || source || ' 载明的除外情形，豁免。'
        when words.verdict = 'not_applicable' then source || ' 不适用于该对象。'
        when kind = 'flag' and words.verdict = 'compliant' then '“' || attribute_zh || '”登记为“' || case when is_yes then '是' else '否' end || '”，未触及 ' || source || '，达标。' || only_zh
        when kind = 'flag' then '“' || attribute_zh || '”登记为“' || case when is_yes then '是' else '否' end || '”，依据 ' || source || '，判定：' || verdict_zh || '。'
        when words.verdict = 'compliant' then attribute_zh || ' {value}' || unit_zh || '，不属于“' || not_operator_zh || bound_zh || '”，未触及 ' || source || '，达标。' || only_zh
        when words.verdict = 'review' and operator in ('<', '<=', '>', '>=') then attribute_zh || ' {value}' || unit_zh || ' 等于界限值 ' || bound_zh || '，' || source || ' 未明确是否含本数，须人工核定。'
        else attribute_zh || ' {value}' || unit_zh || ' ' || operator_zh || bound_zh || '，依据 ' || source || '，判定：' || verdict_zh || '。'
    end as sentence_zh,
    case
        when words.verdict = 'not_assessable' then 'Not assessable under ' || source || ': "{value}" is missing, not in the unit of the clause, or stated for several lines in one row.'
        when words.verdict = 'exempt' then 'Exempt under ' || source || ': "{value}" is an exception named in the clause.'
        when words.verdict = 'not_applicable' then source || ' does not concern this subject.'
        when kind = 'flag' and words.verdict = 'compliant' then '"' || attribute_en || '" is recorded as ' || case when is_yes then 'yes' else 'no' end || '; ' || source || ' does not catch it.' || only_en
        when kind = 'flag' then '"' || attribute_en || '" is recorded as ' || case when is_yes then 'yes' else 'no' end || '; ' || source || ': ' || lower(verdict_en) || '.'
        when words.verdict = 'compliant' then attribute_en || ' {value}' || unit_en || ' is not ' || not_operator_en || bound_en || '; ' || source || ' does not catch it.' || only_en
        when words.verdict = 'review' and operator in ('<', '<=', '>', '>=') then attribute_en || ' {value}' || unit_en || ' equals the bound ' || bound_en || ' of ' || source || ', which does not say whether the bound itself is included: a person must decide.'
        else attribute_en || ' {value}' || unit_en || ' ' || operator_en || bound_en || '; ' || source || ': ' || lower(verdict_en) || '.'
    end as sentence_en
from words
