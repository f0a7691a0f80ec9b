-- The files of reference data the register was loaded from: they are of no area.
-- key: fingerprint
select loaded.*
from facts.loaded_files as loaded
