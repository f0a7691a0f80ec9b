-- Something that was tried waits for a second person.
insert into facts.request by name
select
    $request_id as request_id,
    $deed as deed,
    $action as action,
    $subject as subject,
    $case_ids::varchar[] as case_ids,
    $params_json as params_json,
    $detail_json as detail_json,
    $asked_by as asked_by,
    $recorded_at as recorded_at
