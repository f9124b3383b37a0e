"""A filter and its way through a URL."""

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter, filter_values, parse_filter, read_filter


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


def test_filter_keys_are_those_that_links_were_promised():
    areas_and_rows = ("opd", "kawasan", "kecamatan", "tahun", "status", "fungsi", "dana")
    assert (*areas_and_rows, "data", "verifikasi", "tampil", "id") == FILTER_KEYS


def test_every_accepted_value_survives_the_url(dataset):
    full = Filter(**filter_values(dataset))
    assert parse_filter(full.to_query(), dataset) == full


def test_repeated_and_unordered_values_give_one_filter(dataset):
    pairs = [("tahun", "2027"), ("opd", "DISPAR"), ("tahun", "2026"), ("tahun", "2027")]
    assert parse_filter(pairs, dataset) == Filter(opd=("DISPAR",), tahun=("2026", "2027"))


def test_unknown_parts_are_all_named_and_the_rest_is_kept(dataset):
    pairs, unknown = [("opd", "X"), ("warna", "merah"), ("opd", "DISPAR")], (("opd", "X"), ("warna", None))
    with pytest.raises(FilterError) as caught:
        parse_filter(pairs, dataset)
    assert caught.value.unknown == unknown
    assert read_filter(pairs, dataset) == (Filter(opd=("DISPAR",)), unknown)
