-- The kinds of documents of areas, in their order.
-- key: document_kind
select kinds.document_kind, said(kinds.name_zh, kinds.name_en) as document_kind_name
from reference.area_documents as kinds
order by kinds.position
