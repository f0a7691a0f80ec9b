-- The files of reference data the register was loaded from: they are those of now, whenever one was told.
-- key: fingerprint
select loaded.*
from facts.loaded_files as loaded
