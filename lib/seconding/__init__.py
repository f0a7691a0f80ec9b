"""What needs a second person: asked for by one, confirmed or rejected by another, and only then written."""
