"""The screen. Each page has its wing, every wing stands on the parts, the parts on the frame, all behind the doors."""
