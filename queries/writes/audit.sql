-- Append the audit row of a change; its version is the next one, its hash seals it and all before it.
insert into facts.audit
select
    $version as version,
    $recorded_at as recorded_at,
    $actor as actor,
    $action as action,
    $subject as subject,
    $detail_json as detail_json,
    $hash as hash
