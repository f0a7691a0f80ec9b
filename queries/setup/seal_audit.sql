-- Seal the entries of a register made before there were seals.
update facts.audit
set hash = found_seals.hash
from found_seals
where audit.version = found_seals.version
