"""`python -m lib.register.reference`: write docs/reference.md anew."""

from lib.register.reference.document import document
from lib.settings import ROOT, Settings

(ROOT / "docs" / "reference.md").write_text(document(Settings()), encoding="utf-8")
