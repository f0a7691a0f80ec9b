-- Append the rows prepared in `incoming_area_documents`.
insert into facts.area_document by name
select *
from incoming_area_documents
