"""At which address participants of a meeting reach this machine from their phones."""

from __future__ import annotations

import ipaddress
import re
import socket
from urllib.parse import urlsplit

import streamlit as st

from tkpkp_geo import settings

_FAR = ("192.0.2.1", 9)  # reserved for documentation: naming it as a target sends nothing
_SCHEME = re.compile(r"https?://", re.IGNORECASE)


def participants_address(request_host: str | None) -> str | None:
    """Give the address of this application for other machines, without a slash at its end.

    Parameters
    ----------
    request_host : str or None
        How somebody reached it just now: ``host:port``, or that with its scheme.

    Returns
    -------
    str or None
        What ``TKPKP_ALAMAT`` says, else the host that was asked for; where that is this machine alone, its address in
        the local network. ``None`` where no other machine gets through.
    """
    return choose_address(
        settings.from_environment().alamat, request_host or "", st.get_option("server.address") or "", network_address()
    )


def choose_address(address: str, host: str, listens: str, network: str) -> str | None:
    """Give the best known of setting, host asked for, address listened at and this machine's own."""
    if address.strip():
        return _with_scheme(address.strip()).rstrip("/")
    reached_at = urlsplit(_with_scheme(host))
    if not reached_at.hostname:
        return None
    if not is_loopback(reached_at.hostname):
        return f"{reached_at.scheme}://{reached_at.netloc}"
    if listens and is_loopback(listens):
        return None
    # One that listens at a single address is reached there and nowhere else.
    reached = listens if listens not in ("", "0.0.0.0", "::") else network
    if not reached:
        return None
    named = f"[{reached}]" if ":" in reached else reached
    return f"{reached_at.scheme}://{named}" + (f":{reached_at.port}" if reached_at.port else "")


def _with_scheme(address: str) -> str:
    return address if _SCHEME.match(address) else f"http://{address}"


def is_loopback(host: str) -> bool:
    """Tell whether a name or address means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def network_address() -> str:
    """Give this machine's address in the local network, "" where it is in none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_FAR)
        except OSError:
            return ""
        address: str = probe.getsockname()[0]
    return "" if is_loopback(address) else address
