-- Keep the fingerprint of the files just loaded.
insert into facts.loaded_files by name select $fingerprint as fingerprint, $loaded_at as loaded_at
