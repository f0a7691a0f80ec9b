-- Documents of these areas.
-- key: document_id
select documents.*
from facts.area_document as documents
where in_scope(documents.area_code)
