-- Record a workbook from which steps were recorded.
insert into facts.step_batch by name
select
    $batch_id as batch_id,
    $file_name as file_name,
    $sha256 as sha256,
    $evidence_name as evidence_name,
    $evidence_sha256 as evidence_sha256,
    $actor as actor,
    $recorded_at as recorded_at,
    $row_count as row_count,
    $accepted_count as accepted_count,
    $same_count as same_count,
    $rejected_count as rejected_count
