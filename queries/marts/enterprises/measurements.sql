-- Every measured value of a line or an enterprise, with its unit, the text it was read from and the file it came in, or the visit at
-- which it was seen; then `told_number` is what files say instead, where that differs.
-- key: subject_id, attribute
select
    measurements.subject_kind,
    measurements.subject_id,
    measurements.attribute,
    said(attributes.name_zh, attributes.name_en) as attribute_name,
    attributes.dimension,
    measurements.value_number,
    measurements.value_text,
    measurements.unit,
    measurements.original,
    measurements.observed_on,
    measurements.valid_from,
    measurements.batch_id,
    origins.code as origin,
    origins.name as origin_name,
    differences.told_number,
    batches.file_name,
    measurements.row_ref
from staging.stg_measurements as measurements
inner join reference.attributes as attributes
    on measurements.attribute = attributes.attribute
left join staging.stg_seen_measurements as seen
    on measurements.subject_id = seen.subject_id and measurements.attribute = seen.attribute
left join intermediate.int_seen_differences as differences
    on measurements.subject_id = differences.subject_id and measurements.attribute = differences.attribute
left join marts.labels as origins
    on origins.kind = 'measurement_origin' and case when seen.subject_id is null then 'told' else 'seen' end = origins.code
left join facts.import_batch as batches
    on measurements.batch_id = batches.batch_id
