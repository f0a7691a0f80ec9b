-- No picture of a dismantling proves the exits of two enterprises.
select pictures.sha256, pictures.case_id, pictures.other_case_id
from intermediate.int_shared_pictures as pictures
where pictures.is_other_enterprise and pictures.case_id < pictures.other_case_id
