"""Secrets that are shown once: 256 random bits, of which the store keeps only what they are known by."""

import hashlib
import hmac
import secrets

_BYTES = 32


def new_secret() -> str:
    """A secret that nobody can guess: letters, digits, "-" and "_"."""
    return secrets.token_urlsafe(_BYTES)


def digest(secret: str) -> str:
    """What a secret is found by: its SHA-256, in hex."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def seal(secret: str, *opens: object) -> str:
    """What the secret makes of all that it opens, in hex: whoever has it can tell whether that was changed."""
    return hmac.new(_bytes(secret), repr([str(one) for one in opens]).encode(), hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two digests or seals are the same, in a time that tells nothing."""
    return hmac.compare_digest(_bytes(one), _bytes(other))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
