"""Under which address participants reach this machine."""

from __future__ import annotations

import pytest

from tkpkp_geo.server import meeting_address

LAN = "192.168.1.10"


@pytest.mark.parametrize(
    ("setting", "host", "listens", "network", "expected"),
    [
        ("http://peta.kalsel.go.id/", "127.0.0.1:8501", "127.0.0.1", "", "http://peta.kalsel.go.id"),
        (" 10.0.0.5:8501", "", "", "", "http://10.0.0.5:8501"),
        ("", "192.168.1.20:8501", "0.0.0.0", LAN, "http://192.168.1.20:8501"),
        ("", "https://peta.kalsel.go.id", "127.0.0.1", LAN, "https://peta.kalsel.go.id"),
        ("", "localhost:8501", "0.0.0.0", LAN, f"http://{LAN}:8501"),
        ("", "http://127.0.0.1:8501", "", LAN, f"http://{LAN}:8501"),
        ("", "[::1]:8501", "::", LAN, f"http://{LAN}:8501"),
        ("", "localhost:8501", "192.168.1.30", LAN, "http://192.168.1.30:8501"),
        ("", "localhost:8501", "fd00::5", "", "http://[fd00::5]:8501"),
        ("", "localhost:8501", "0.0.0.0", "", None),
        ("", "localhost:8501", "127.0.0.1", LAN, None),
        ("", "", "", LAN, None),
    ],
)
def test_what_others_can_reach_is_named_and_nothing_else(setting, host, listens, network, expected):
    assert meeting_address.choose_address(setting, host, listens, network) == expected


def test_the_setting_reaches_participants_and_without_it_this_machine_alone_is_no_address(monkeypatch):
    monkeypatch.setenv("TKPKP_ALAMAT", "http://10.1.2.3:8501/")
    assert meeting_address.participants_address("127.0.0.1:8501") == "http://10.1.2.3:8501"
    monkeypatch.delenv("TKPKP_ALAMAT")
    # The project's own configuration listens at this machine only.
    assert meeting_address.participants_address("127.0.0.1:8501") is None
    assert meeting_address.participants_address(None) is None


def test_this_machine_never_names_itself_as_its_address_in_the_network():
    found = meeting_address.network_address()
    assert not found or not meeting_address.is_loopback(found)
