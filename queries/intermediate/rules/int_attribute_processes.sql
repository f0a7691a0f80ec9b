-- Of which processes' lines an attribute is asked, as far as rules say it that test the attribute; one that no rule ties to a process is in
-- no row.
-- key: attribute
select
    tested.attribute,
    list_distinct(flatten(list(string_split(processes.bound, ';')))) as processes
from reference.conditions as tested
inner join reference.conditions as processes
    on tested.rule_id = processes.rule_id
where tested.attribute != 'process' and processes.attribute = 'process' and processes.role = 'applies_if'
group by tested.attribute
