-- Append a person's decision about a rule.
insert into facts.rule_status by name
select
    $rule_id as rule_id,
    $status as status,
    $decided_on::date as decided_on,
    $actor as actor,
    $note as note,
    $recorded_at as recorded_at
