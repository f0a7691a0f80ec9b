-- The names, towns and zones of the shipped reference files, which speak of another city than the one this register is for.
delete from reference.area_aliases;
delete from reference.area_exclusions;
delete from reference.zone_towns;
delete from reference.moved_towns;
delete from reference.towns;
