-- Every measured value of a line or an enterprise, with its unit, the text it was read from and the file it came in.
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
    batches.file_name,
    measurements.row_ref
from staging.stg_measurements as measurements
inner join reference.attributes as attributes
    on measurements.attribute = attributes.attribute
left join facts.import_batch as batches
    on measurements.batch_id = batches.batch_id
