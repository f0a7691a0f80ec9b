-- A document of an area that stands.
-- key: document_id
select documents.document_id, documents.plan_id, documents.area_code, documents.document_kind
from facts.area_document as documents
where
    documents.document_id = $document
    and documents.withdraws is null
    and documents.document_id not in (
        select gone.withdraws
        from facts.area_document as gone
        where gone.withdraws is not null
    )
