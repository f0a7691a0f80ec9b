"""The sign-in provider of an office (OpenID Connect): whom it vouches for, and in which role they come in."""
