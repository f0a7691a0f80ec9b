-- Record a committed file.
insert into facts.import_batch by name
select
    $batch_id as batch_id,
    $file_name as file_name,
    $sha256 as sha256,
    $profile as profile,
    $area_code as area_code,
    $datum as datum,
    $actor as actor,
    $valid_on as valid_on,
    $recorded_at as recorded_at,
    $row_count as row_count,
    $accepted_count as accepted_count,
    $rejected_count as rejected_count,
    $warning_count as warning_count,
    $is_demo as is_demo,
    $corrections_json as corrections_json
