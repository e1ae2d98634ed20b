"""Signing in and out, where people prove who they are."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit import config

from tracker.settings import SignIn, settings
from tracker.translation import gettext as _
from tracker.ui import identity, notices
from tracker.web.sign_in import complete


def prepare() -> Mapping[str, Any]:
    """Tell Streamlit how people sign in; gives the secrets of its application, which stand in no file.

    BadSetting where the sign-in mode lacks something.
    """
    found = settings()
    complete(found)
    if found.sign_in is SignIn.PROXY:
        config.set_option("server.trustedUserHeaders", {found.proxy_header: "email"}, "tracker")
    if found.sign_in is not SignIn.OIDC:
        return {}
    cookie_secret = found.oidc_cookie_secret.get_secret_value()
    config.set_option("server.cookieSecret", cookie_secret, "tracker")
    return {
        "auth": {
            "redirect_uri": f"{found.public_url.rstrip('/')}/oauth2callback",
            "cookie_secret": cookie_secret,
            "client_id": found.oidc_client_id,
            "client_secret": found.oidc_client_secret.get_secret_value(),
            "server_metadata_url": f"{found.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        }
    }


def stranger() -> None:
    """For somebody who is not let in: that there is something, nothing of it, and the way in or out."""
    mode = settings().sign_in
    if not identity.signed_in_elsewhere():
        notices.not_signed_in(offers=mode is SignIn.OIDC)
        if mode is SignIn.OIDC:
            st.button(_("Sign in"), type="primary", on_click=st.login)
        return
    notices.not_let_in(identity.address())
    sign_out()


def sign_out() -> None:
    """The button that signs out, where there is a way."""
    if settings().sign_in is SignIn.OIDC or settings().proxy_sign_out:
        st.button(_("Sign out"), key="account.out", on_click=st.logout)
