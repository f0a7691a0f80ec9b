-- Every verdict on an enterprise and its lines with clause and explanation, gravest first.
-- key: subject_kind, subject_id, rule_id
select
    verdicts.*
from marts.verdicts as verdicts
inner join marts.labels as labels
    on labels.kind = 'verdict' and verdicts.verdict = labels.code
where verdicts.enterprise_id = $enterprise and verdicts.verdict != 'not_applicable'
order by labels.position, verdicts.rule_id, verdicts.subject_id
