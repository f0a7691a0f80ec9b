-- stored: the standards page
-- How many enterprises each judging rule catches, each once although its lines may have several of the verdicts.
-- key: rule_id
select
    verdicts.rule_id,
    count(distinct verdicts.enterprise_id) as caught_enterprises
from intermediate.int_verdicts as verdicts
where verdicts.verdict in ('outdated', 'replace', 'review')
group by all
