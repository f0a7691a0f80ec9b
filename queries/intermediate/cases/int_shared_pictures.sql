-- Pictures of a dismantling (by content) that prove steps of more than one case, with every other case they prove. Within an enterprise
-- one picture may show two lines, and the reader is told; it cannot show the plants of two enterprises.
-- key: sha256, case_id, other_case_id
select
    pictures.sha256,
    pictures.case_id,
    others.case_id as other_case_id,
    pictures.enterprise_id != others.enterprise_id as is_other_enterprise
from intermediate.int_dismantling_pictures as pictures
inner join intermediate.int_dismantling_pictures as others
    on pictures.sha256 = others.sha256 and pictures.case_id != others.case_id
