-- stored: read by every page
-- The sentence that explains each verdict a rule can give, in both languages; `{value}` stands for the measured value,
-- the missing attribute's name, or the exempt product. A rule on findings speaks of the one finding on record: what nobody
-- recorded is not compliant, and the sentence says so. A review that a review_if condition asks for names that condition, every other
-- verdict the rule's first test.
-- key: rule_id, verdict, condition_position
with tests as (

    select
        conditions.rule_id,
        first(conditions.attribute order by conditions.position) as attribute,
        first(conditions.operator order by conditions.position) as operator,
        first(conditions.bound order by conditions.position) as bound,
        first(conditions.unit order by conditions.position) as unit,
        min(conditions.position) as condition_position
    from reference.conditions as conditions
    where conditions.role = 'outdated_if'
    group by conditions.rule_id

),

said as (

    select tests.*, verdicts.verdict, false as is_looked_at
    from tests
    cross join reference.verdicts as verdicts

    union all

    select
        tests.rule_id,
        case when verdicts.verdict = 'review' then conditions.attribute else tests.attribute end,
        case when verdicts.verdict = 'review' then conditions.operator else tests.operator end,
        case when verdicts.verdict = 'review' then conditions.bound else tests.bound end,
        case when verdicts.verdict = 'review' then conditions.unit else tests.unit end,
        conditions.position,
        verdicts.verdict,
        verdicts.verdict = 'review'
    from tests
    inner join reference.conditions as conditions
        on tests.rule_id = conditions.rule_id and conditions.role = 'review_if'
    cross join reference.verdicts as verdicts

),

words as (

    select
        rules.rule_id,
        tests.condition_position,
        tests.is_looked_at,
        verdicts.verdict,
        verdicts.name_zh as verdict_zh,
        verdicts.name_en as verdict_en,
        rules.document || ' ' || rules.clause as source,
        attributes.kind,
        case when rules.trigger = 'finding' then '仅就该项而言，未登记的事项未作判定。' else '' end as only_zh,
        case when rules.trigger = 'finding' then ' This speaks of that finding only: what was not recorded is not judged.' else '' end as only_en,
        case when rules.scope = 'enterprise_total' and not tests.is_looked_at then '企业合计' else '' end || attributes.name_zh as attribute_zh,
        case when rules.scope = 'enterprise_total' and not tests.is_looked_at then 'Enterprise total: ' else '' end || attributes.name_en as attribute_en,
        tests.operator,
        case tests.operator when '<=' then '≤ ' when '>=' then '≥ ' when 'in' then '属于 ' when 'contains_any' then '含有 ' else tests.operator || ' ' end as operator_zh,
        case tests.operator when '<=' then '≤ ' when '>=' then '≥ ' when 'in' then 'is one of ' when 'contains_any' then 'contains ' else tests.operator || ' ' end as operator_en,
        case when tests.operator in ('=', 'in') then '' else operator_zh end as not_operator_zh,
        case tests.operator when '=' then '' when 'in' then 'one of ' else operator_en end as not_operator_en,
        coalesce(processes.name_zh, tests.bound) || coalesce(' ' || units.name_zh, '') as bound_zh,
        coalesce(processes.name_en, tests.bound) || coalesce(' ' || units.name_en, '') as bound_en,
        (tests.bound = 'true') = (verdicts.verdict != 'compliant') as is_yes,
        coalesce(' ' || units.name_zh, '') as unit_zh,
        coalesce(' ' || units.name_en, '') as unit_en
    from staging.stg_rules as rules
    inner join said as tests using (rule_id)
    inner join reference.verdicts as verdicts
        on tests.verdict = verdicts.verdict
    inner join reference.attributes as attributes
        on tests.attribute = attributes.attribute
    left join reference.units as units
        on tests.unit = units.unit
    left join reference.processes as processes
        on tests.attribute = 'process' and tests.bound = processes.process

)

select
    words.rule_id,
    words.verdict,
    words.condition_position,
    case
        when words.verdict = 'not_assessable' then '缺少“{value}”（或单位与条款不符，或一行填报多条线），依据 ' || source || ' 无法判定。'
        when words.verdict = 'exempt' then '“{value}”属于 ' || source || ' 载明的除外情形，豁免。'
        when words.verdict = 'not_applicable' then source || ' 不适用于该对象。'
        when is_looked_at and kind = 'flag' then '“' || attribute_zh || '”登记为“' || case when is_yes then '是' else '否' end || '”，依据 ' || source || ' 须人工核定。'
        when is_looked_at then attribute_zh || ' {value}' || unit_zh || ' ' || operator_zh || bound_zh || '，依据 ' || source || ' 须人工核定。'
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
        when is_looked_at and kind = 'flag' then '"' || attribute_en || '" is recorded as ' || case when is_yes then 'yes' else 'no' end || '; under ' || source || ' a person must look at it.'
        when is_looked_at then attribute_en || ' {value}' || unit_en || ' ' || operator_en || bound_en || '; under ' || source || ' a person must look at it.'
        when kind = 'flag' and words.verdict = 'compliant' then '"' || attribute_en || '" is recorded as ' || case when is_yes then 'yes' else 'no' end || '; ' || source || ' does not catch it.' || only_en
        when kind = 'flag' then '"' || attribute_en || '" is recorded as ' || case when is_yes then 'yes' else 'no' end || '; ' || source || ': ' || lower(verdict_en) || '.'
        when words.verdict = 'compliant' then attribute_en || ' {value}' || unit_en || ' is not ' || not_operator_en || bound_en || '; ' || source || ' does not catch it.' || only_en
        when words.verdict = 'review' and operator in ('<', '<=', '>', '>=') then attribute_en || ' {value}' || unit_en || ' equals the bound ' || bound_en || ' of ' || source || ', which does not say whether the bound itself is included: a person must decide.'
        else attribute_en || ' {value}' || unit_en || ' ' || operator_en || bound_en || '; ' || source || ': ' || lower(verdict_en) || '.'
    end as sentence_en
from words
