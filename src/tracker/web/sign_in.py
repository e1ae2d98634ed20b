"""Whether the server may start as it is set up to let people in, and where they go to sign out."""

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import BaseRoute, Route

from tracker.actions.sign_in import roles
from tracker.errors import BadSetting
from tracker.settings import Settings, SignIn, settings
from tracker.translation import gettext as _
from tracker.web.loopback import is_loopback, without_port

TRUSTING = (SignIn.LOCAL, SignIn.TEST)
"""The modes in which nobody proves who they are."""
SHORTEST_SECRET = 32
SIGN_OUT = "/auth/logout"
"""Where Streamlit sends a browser that signs out."""


def permit(host: str) -> None:
    """BadSetting where listening on `host` would let strangers in as somebody, or where a setting is missing."""
    config = settings()
    if config.sign_in in TRUSTING and not is_loopback(host):
        raise BadSetting(
            _(
                "With sign-in mode {mode!r} the tracker listens on this machine only, not on {host!r}. "
                "Use 127.0.0.1, or choose a sign-in mode that asks people who they are."
            ).format(mode=config.sign_in.value, host=host)
        )
    if config.sign_in is SignIn.PROXY and not config.proxy_public and not is_loopback(host):
        raise BadSetting(
            _(
                "With sign-in mode 'proxy' the tracker listens on this machine only, not on {host!r}, unless "
                "TRACKER_PROXY_PUBLIC=true says that nobody but the proxy can reach it there."
            ).format(host=host)
        )
    complete(config)


def complete(config: Settings) -> None:
    """BadSetting for the first thing that the sign-in mode needs and does not have."""
    if config.sign_in is SignIn.PROXY:
        _needed("proxy", {"TRACKER_PROXY_HEADER": config.proxy_header})
    elif config.sign_in is SignIn.OIDC:
        _complete_oidc(config)


def _complete_oidc(config: Settings) -> None:
    cookie_secret = config.oidc_cookie_secret.get_secret_value()
    needed = {
        "TRACKER_OIDC_ISSUER": config.oidc_issuer,
        "TRACKER_OIDC_CLIENT_ID": config.oidc_client_id,
        "TRACKER_OIDC_CLIENT_SECRET": config.oidc_client_secret.get_secret_value(),
        "TRACKER_OIDC_COOKIE_SECRET": cookie_secret,
        "TRACKER_PUBLIC_URL": config.public_url,
    }
    _needed("oidc", needed)
    if len(cookie_secret) < SHORTEST_SECRET:
        raise BadSetting(
            _(
                "TRACKER_OIDC_COOKIE_SECRET is too short: whoever guesses it can sign in as anybody. Give {n} random "
                "characters or more."
            ).format(n=SHORTEST_SECRET)
        )
    for name in ("TRACKER_OIDC_ISSUER", "TRACKER_PUBLIC_URL"):
        scheme, _colon, rest = needed[name].partition("://")
        if scheme != "https" and not is_loopback(without_port(rest.partition("/")[0])):
            raise BadSetting(_("{name} must begin with https://, or anybody on the way can sign in.").format(name=name))
    roles(config)


def _needed(mode: str, values: dict[str, str]) -> None:
    missing = [name for name, value in values.items() if not value]
    if missing:
        raise BadSetting(
            _("Sign-in mode {mode!r} also needs {names}. Set them and start again.").format(
                mode=mode, names=", ".join(missing)
            )
        )


def routes() -> tuple[BaseRoute, ...]:
    """With a proxy that signs people out: the way there from where Streamlit sends them."""
    config = settings()
    if config.sign_in is not SignIn.PROXY or not config.proxy_sign_out:
        return ()

    async def leave(_request: Request) -> RedirectResponse:
        return RedirectResponse(config.proxy_sign_out)

    return (Route(SIGN_OUT, leave),)
