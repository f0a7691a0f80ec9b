-- Fingerprint of the files the register was last loaded from.
select loaded.fingerprint
from facts.loaded_files as loaded
