"""The checklists as forms of ODK: out as XLSForm or straight to a phone, back as submissions."""
