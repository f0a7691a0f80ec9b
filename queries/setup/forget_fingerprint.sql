-- Forget the former fingerprint.
delete from facts.loaded_files
