-- Documents by which areas prove what they did themselves, issued by the date.
-- key: document_id
select
    documents.document_id,
    documents.plan_id,
    documents.area_code,
    said(areas.name_zh, areas.name_en) as area_name,
    documents.document_kind,
    said(kinds.name_zh, kinds.name_en) as document_kind_name,
    documents.issued_on,
    documents.document_no,
    documents.note,
    documents.actor,
    documents.recorded_at
from staging.stg_area_documents as documents
inner join reference.area_documents as kinds
    on documents.document_kind = kinds.document_kind
left join reference.areas as areas
    on documents.area_code = areas.area_code
order by areas.position, kinds.position, documents.issued_on, documents.document_id
