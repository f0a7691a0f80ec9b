-- Rules a case was opened under or a verdict asks for, with their titles: the choices of the ledger's filter.
-- key: rule_id
select verdicts.rule_id, any_value(verdicts.rule_title) as rule_title
from marts.verdicts as verdicts
where verdicts.verdict in ('outdated', 'replace', 'review') and verdicts.effect != 'discipline'
group by verdicts.rule_id
union
select cases.rule_id, any_value(cases.rule_title)
from marts.cases as cases
where cases.rule_id is not null
group by cases.rule_id
order by rule_id
