-- Rules a case was opened under or a verdict asks for, with their titles: the choices of the ledger's filter.
-- reads intermediate: the marts would put every case and rule into words for a list of titles.
-- key: rule_id
with asked as (

    select counts.rule_id
    from intermediate.int_rule_counts as counts
    inner join reference.rules as rules
        on counts.rule_id = rules.rule_id
    where counts.verdict in ('outdated', 'replace', 'review') and rules.effect != 'discipline'
    union
    select cases.rule_id
    from intermediate.int_case_states as cases

)

select
    rules.rule_id,
    said(rules.title_zh, rules.title_en) as rule_title
from reference.rules as rules
semi join asked
    on rules.rule_id = asked.rule_id
order by rules.rule_id
