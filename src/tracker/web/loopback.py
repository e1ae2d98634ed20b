"""Which addresses and host names mean this machine itself."""

from ipaddress import ip_address

_NAMES = ("localhost", "localhost.")


def is_loopback(host: str) -> bool:
    """Whether a name or address without port reaches this machine only: "localhost", 127.0.0.0/8, ::1."""
    bare = host.strip().removeprefix("[").removesuffix("]").lower()
    if bare in _NAMES:
        return True
    try:
        address = ip_address(bare)
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None)
    return bool(mapped.is_loopback if mapped else address.is_loopback)


def without_port(authority: str) -> str:
    """The host of a `Host` header or of the authority in a URL, "" where it is malformed."""
    text = authority.strip()
    if text.startswith("["):
        host, bracket, rest = text.partition("]")
        return host + bracket if bracket and (not rest or rest[1:].isdecimal()) else ""
    host, colon, port = text.partition(":")
    return host if not colon or port.isdecimal() else ""
